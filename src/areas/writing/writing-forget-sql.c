/* Keeping only what stands. Contract in writing-copy.h. */
#include "areas/writing/writing-copy.h"

gboolean td_writing_forget_in (TdTx *tx, const char *kind, const char *thing, GError **error)
{
    return td_exec (tx,
                    "delete from written_version where section in (select s.id from written_section s"
                    " join written w on w.id = s.written where w.kind = $1 and w.thing = $2)"
                    " and not exists (select 1 from written_section s where s.id = written_version.section"
                    " and s.taken_out = 0 and written_version.state = 'stands' and s.version = written_version.number)",
                    error, TD_TEXT (kind), TD_TEXT (thing))
           && td_exec (tx,
                       "update written_section set version = 0 where taken_out = 1"
                       " and written in (select w.id from written w where w.kind = $1 and w.thing = $2)",
                       error, TD_TEXT (kind), TD_TEXT (thing));
}
