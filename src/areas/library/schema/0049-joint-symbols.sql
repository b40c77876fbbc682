-- Further symbols of documents that belong to two bodies: CMW/C/GC/3 is CRC/C/GC/22 too (src/areas/library/joint.h).

-- symbol: in its clean form; no document's own. n: their order.
create table document_symbol (
    symbol {text} primary key,
    document {id} not null references document (id) on delete cascade,
    n {int64} not null
);
create index document_symbol_document on document_symbol (document, n);
