-- Files beside the papers of a case, its written authorities, and the text with which it ends (src/areas/cases/case-annex.h, case-ending.h).

-- paper: number of the paper; 0: a written authority, which goes to nobody. n: within it. filing, part: it came sealed. kept: as it came, of a
-- picture without what it said beside itself; outgoing: what goes to the other side in its place. held: it stays with the register. names: by which
-- version of the list of names it was prepared, or of a picture looked at. confirmer, confirmed: who looked at a picture, and when.
create table case_annex (
    id {id} primary key,
    case_id {id} not null references individual_case (id),
    paper {int64} not null,
    n {int64} not null,
    party {text} not null,
    received {int64} not null,
    picture {flag} not null,
    filing {id},
    part {int64},
    kept {text},
    format {text},
    size {int64},
    outgoing {text},
    outgoing_format {text},
    outgoing_size {int64},
    names {int64} not null default 0,
    held {flag} not null default 0,
    confirmer {text},
    confirmed {int64},
    actor {text} not null,
    unique (case_id, paper, n)
);

-- How a case ends by a text of its own. stage: into which it goes. joined: the number of the case into which it goes, as typed. terms, agreed: of
-- a settlement, and the day. text: frozen, once adopted. paper: as which the parties got it.
create table case_ending (
    case_id {id} primary key references individual_case (id),
    stage {text} not null,
    language {text} not null,
    joined {text},
    terms {text},
    agreed {text},
    begun {int64} not null,
    adopted {int64},
    text {text},
    paper {int64},
    actor {text} not null
);
