"""The report of a redaction: how much was taken out, and which files may still hold it. It names nobody."""

from collections.abc import Sequence

from db.marks import N_
from db.protection import Holder, Removed
from db.protection.holders import BACKUP, COPY, PRINT, SENT
from db.reports.frame import highest_marking, lowest_of
from db.reports.listing import Column, Line, Listing, Maker, Note, listing
from db.reports.telling import Say
from db.reports.wording import day, locale_of, whole

_WHAT = {
    BACKUP: N_("Backup on this laptop"),
    SENT: N_("Workbook that was sent"),
    PRINT: N_("Paper that was printed"),
    COPY: N_("Photo or paper that was given out"),
}


def redaction_listing(done: Removed, held: Sequence[Holder], maker: Maker) -> Listing:
    """Return the report of a redaction, as it is given to the person who asked for it, or kept on file."""
    translate, locale = maker.translate, locale_of(maker.language)
    facts = (
        (N_("Records changed: {count}"), done.records),
        (N_("Former versions blanked: {count}"), done.revisions),
        (N_("Drafts, reasons and other texts of this laptop changed: {count}"), done.texts),
        (N_("Photos and papers taken out: {count}"), done.files),
    )
    say, nobody = Say(maker).short, translate(N_("whoever has it"))
    lines = [
        Line((translate(_WHAT[one.what]), one.name, one.recipient, say(one.made[:10]), say(one.until) or nobody))
        for one in held
    ]
    columns = (N_("May still hold it"), N_("File"), N_("For"), N_("Made on"), N_("Removed by"))
    return listing(
        maker,
        translate(N_("Report of a redaction")),
        [Column(translate(name), width) for name, width in zip(columns, (1.2, 2.2, 0.8, 0, 0.8), strict=True)],
        lines,
        marking=highest_marking(maker.mission, [lowest_of(maker.mission)], translate),
        subtitles=[day(maker.at[:10], locale)],
        notes=[
            Note(
                translate(N_("What was done")),
                tuple(translate(text).format(count=whole(count, locale)) for text, count in facts),
            ),
            Note(
                translate(N_("What it reaches")),
                (
                    translate(N_("Other offices take it out of their records when the next parcel comes to them.")),
                    translate(N_("It cannot reach a file outside the program: ask those who have one to delete it.")),
                ),
            ),
        ],
    )
