"""Everything the office knows, usable without a window.

One idea: a record is the fold of its revisions. Saving, undoing, importing, merging, deleting append immutable
revisions; nothing else ever changes a record; the typed tables are a projection that can be rebuilt at any time.

    catalogue   what a record is, said once                    standard library (and word folding) only
    limited     what reads strangers' files, in a process of its own
    revisions   revision, fold, conflict, undo                 pure
    schema      tables and guard triggers                      knows SQLAlchemy
    store       the opened office: file, keys, transactions    the only commit is in `store.office`
    projects    states, clocks and money of a project          pure, over plain values
    records     verbs on records and views of them
    protection  a person found everywhere and taken out, periods of keeping, hints
    attachments photos and papers, and what may be one         the only place with Pillow
    twins       the same event recorded twice, and merging it
    promises    recommendations, commitments, pledges: status, proposals, due days
    frameworks  what serves which code of others' systems; usual tags and prompts
    indicators  figures worked out from the records, and values by period
    search      the full-text index
    parcels     sync workbooks                                 the only place with openpyxl
    board       how the offices stand with their reports, and whom to call
    trackers    other people's spreadsheets
    reports     summaries as plain values, drawn by Typst
    cli         the command line over all of it

`db` never imports `desktop` or Qt. Only frozen plain values leave a transaction.
"""

__version__ = "0.1.0"
