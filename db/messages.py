"""The sentences of the failures that a person can act upon, by their codes: what happened, what to do."""

from db.marks import N_

MESSAGES: dict[str, str] = {
    # opening an office
    "no-office": N_("There is no office in {home} yet. Make one with: groundwork init."),
    "demo-not-empty": N_("The folder {folder} is not empty. Nothing was written. Name a new one."),
    "office-exists": N_("There is an office in {home} already. It was not touched. Choose another folder."),
    "not-unlocked": N_(
        "That passphrase or recovery code does not open this office. Nothing was changed. Check the keyboard and "
        "try again, or use the recovery code that was printed when the office was made."
    ),
    "no-passphrase": N_("A passphrase is needed. Give --passphrase-file or set GROUNDWORK_PASSPHRASE."),
    "keys-damaged": N_(
        "The key file {path} is missing or damaged. The records are not lost. Put back keys.json from the newest "
        "backup in {backups}."
    ),
    "officer-exists": N_(
        "There is an officer {name} already. Nothing was changed. Change that one's passphrase instead."
    ),
    "no-officer": N_("There is no officer {name} here. Nothing was changed. Known: {known}."),
    "last-officer": N_("{name} is the last officer. Nothing was changed. Add another one first."),
    "last-head": N_("{name} is the last head of office. Nothing was changed. Make somebody else one first."),
    "no-role": N_("There is no role '{role}'. Nothing was changed. Known: {known}."),
    "roles-of-headquarters": N_(
        "At headquarters everybody is the desk; there are no other roles. Nothing was changed."
    ),
    "weak-passphrase": N_("That passphrase is too easy to guess. Nothing was changed. Take four or more words."),
    "passphrase-taken": N_(
        "That passphrase opens this office already, and two officers with the same one could not be told apart. "
        "Nothing was changed. Choose another."
    ),
    "not-sealed-to-us": N_(
        "The key file {path} holds nothing that this headquarters can open. Nothing was written. The office must have "
        "compared the code of this headquarters before its passphrase was lost."
    ),
    "other-office": N_("The key file {path} is of another office. Nothing was changed. Ask for the right one."),
    "office-damaged": N_(
        "The office file {path} is damaged: {detail}. It was left as it is. Restore the newest backup from {backups}."
    ),
    "newer-office": N_(
        "This office was last used by a newer Groundwork (format {found}, this program knows {known}). Nothing was "
        "read or changed. Install the newer program."
    ),
    "upgrade-failed": N_(
        "The office could not be upgraded and is as it was before. A copy made just before lies at {backup}. Send "
        "the log to support."
    ),
    "bad-place": N_("An office cannot be kept in {path}: {why}. Choose a folder on this computer's own disk."),
    "office-busy": N_(
        "Another program is writing to this office. Your change was not saved; what you typed is still here. Try again."
    ),
    "office-in-use": N_(
        "The office in {home} is open in another window or program. Nothing was changed. Close it there first."
    ),
    "disk-full": N_("The disk is full. This change was not saved; everything before it is safe. Free some space."),
    "cannot-write": N_("Cannot write to {path}: {why}. Nothing was lost. Choose another folder."),
    "not-a-backup": N_("{path} is not a backup, or it is damaged. Nothing was changed. Try the one before it."),
    "backup-locked": N_(
        "This passphrase does not open the backup. It keeps the passphrases and the recovery code of the day on which "
        "it was made: try the former one. Nothing was changed."
    ),
    # names and values
    "unknown-place-names": N_("Places have no names in the form '{form}'. There are: {known}."),
    "unknown-mission": N_("There is no mission profile '{mission}'. Known: {known}."),
    "unknown-kind": N_("There is no record type '{kind}'. Known: {known}."),
    "unknown-field": N_("A {kind} has no field '{field}'. Nothing was saved. Known: {known}."),
    "read-only-field": N_("The field '{field}' is set by the program and cannot be changed."),
    "state-refused": N_("'{ref}' cannot become {state} yet. Nothing was changed. {problems}"),
    "rule-broken": N_("This would break a rule of '{ref}'. Nothing was changed. {problems}"),
    "units-apart": N_(
        "These cannot be added: {units}. Households are not people, and nobody wrote down how many people each has."
    ),
    "not-an-idea": N_("'{ref}' is no project idea and no small grant. Nothing was made."),
    "already-a-project": N_("This is a project already: '{ref}'. Nothing was made."),
    "not-a-project": N_("'{ref}' is no project."),
    "no-state": N_("There is no state '{state}'. Known: {known}."),
    "fixed-field": N_(
        "The field '{field}' says which entry this is and cannot be changed. Nothing was saved. Delete this one and "
        "add another."
    ),
    "part-exists": N_("There is '{ref}' already. Nothing was saved. Change that one instead."),
    "parts-enough": N_(
        "There are {most} of '{kind}' already, and no more are meant to be. Change one of them instead."
    ),
    "bad-office-code": N_("'{office}' cannot be an office code. Use two to eight letters or digits, for example MIT."),
    "bad-laptop": N_("'{laptop}' cannot tell laptops apart. Use one letter from A to Z."),
    "bad-officer": N_("An office needs the name of an officer. Nothing was made."),
    "no-record": N_("There is no record '{ref}' here."),
    "ambiguous-record": N_("Several records have the number '{ref}'. Use one of their ids: {uids}."),
    "deleted-record": N_("'{ref}' has been deleted. Restore it first; its history is kept."),
    "in-use": N_("'{name}' was not deleted. Records that name it: {count}. Let them name another one first."),
    "not-your-role": N_("This is not for the role {role}: {what}. Nothing was changed. Ask: {who}."),
    "approved": N_(
        "This activity was approved on {day} by {by}. Nothing was changed. Ask: {who}. That one can change it with a "
        "reason, take the approval back, or allow changes until a day."
    ),
    "approved-why": N_(
        "This activity was approved on {day} by {by}. Nothing was changed. Say why it is changed now: it is then no "
        "longer approved as it stands."
    ),
    "period-closed": N_(
        "The days from {start} to {end} are closed ({ref}, by {by}), and this falls on {day}. Nothing was changed. "
        "Ask: {who}. That one can open the period again or allow changes until a day."
    ),
    "lock-of-headquarters": N_("Headquarters made this lock ({ref}) and alone lifts it. Nothing was changed."),
    "lock-elsewhere": N_("An office closes and opens its own periods only ({office}). Nothing was changed."),
    "approve-disputed": N_("A conflict in '{ref}' is open. Nothing was approved. Decide it first."),
    "not-approved": N_("'{ref}' is not approved. Nothing was changed."),
    "not-closed": N_("'{ref}' is no closed period. Nothing was changed. All of them: groundwork locks."),
    "no-lock": N_("'{ref}' is no closed period and no activity. Nothing was changed. All locks: groundwork locks."),
    "reason-needed": N_("Say why. Nothing was changed."),
    "correction": N_(
        "'{ref}' was in a parcel with another value ({fields}). Nothing was changed. Say why it is corrected now; the "
        "old value stays in the history."
    ),
    "lowering": N_("'{ref}' would be classified lower than before. Nothing was changed. Say why it may be."),
    "not-deleted": N_("'{ref}' is not deleted. Nothing was changed."),
    "bad-record": N_("The record was not saved. {problems}"),
    "bad-argument": N_("An argument holds a character that cannot be read. Nothing was done."),
    "unknown-language": N_("There is no language '{language}' for paper. Known: {known}."),
    "bad-json": N_("{path} is not a JSON object that Groundwork can read: {detail}. Nothing was saved."),
    "bad-assignment": N_("'{text}' is not field=value. Nothing was saved."),
    "assigned-twice": N_("The field '{field}' is given twice. Nothing was saved."),
    "empty-folder": N_("There is no parcel in {path}. Nothing was taken in."),
    "no-file": N_("There is no file {path}."),
    # photos and papers
    "not-attachable": N_(
        "{file} cannot be attached: {detail}. Nothing was kept. Photos, PDF, .docx, .xlsx, .odt and plain text can be."
    ),
    "bad-companion": N_(
        "{file} is not the companion of a parcel: {detail}. Nothing was taken from it, and no record needs it. "
        "Ask for the file again."
    ),
    "protected-place": N_("'{ref}' is at a protected place, of which no photo is kept. Nothing was kept."),
    "bad-region": N_("'{text}' is no part of a photo. Nothing was changed. Write left,top,right,bottom in per cent."),
    "not-a-photo": N_("'{name}' is no photo. Nothing was changed."),
    "attachment-too-large": N_("{file} has more than {limit} MB. Nothing was kept. Attach a smaller copy."),
    "picture-unreadable": N_("{file} cannot be read as a picture: {detail}. Nothing was kept. Save it as JPEG."),
    "picture-too-large": N_(
        "{file} is {width} by {height} pixels, more than can be opened safely. Nothing was kept. Save it smaller."
    ),
    "picture-unsafe": N_(
        "{file} takes more memory or time to be opened than a photo does. Nothing was kept. Save it smaller, as JPEG."
    ),
    "cannot-attach": N_(
        "Nothing can be attached to '{ref}'. Nothing was kept. Attach it to an activity, or to a visit or another part "
        "of a project."
    ),
    "no-attachment": N_("'{ref}' is no photo and no paper."),
    "attachment-not-here": N_(
        "The file of this photo or paper is not on this laptop ({digest}). What is said of it is safe. The office that "
        "has it sends it with its next parcel; or put back attachments.db from the backups."
    ),
    "attachment-taken-out": N_("The file of '{name}' was taken out for good. Only what was said of it is left."),
    "attachments-damaged": N_(
        "The file of photos and papers {path} is damaged: {detail}. The records are not lost. Restore the newest "
        "backup, or move this file away: the photos then come back from those who hold them."
    ),
    "nothing-to-undo": N_("There is nothing to undo."),
    "nothing-to-redo": N_("There is nothing to do again: something else was done since, or nothing was undone."),
    "no-moment": N_("The record has no such moment in its history. Nothing was changed."),
    "no-batch": N_("There is no change '{batch}' here."),
    "undo-changed-since": N_(
        "Nothing could be undone: every record of this change was changed again later. Undo the later changes first."
    ),
    "redaction-stays": N_("A redaction cannot be undone: what it took out is gone for ever. Nothing was changed."),
    "no-conflict": N_("'{ref}' has no open conflict in '{field}'. Nothing was changed."),
    "conflict-moved": N_(
        "Another value arrived for '{field}' of '{ref}' meanwhile. Nothing was decided. Look at all of them, then "
        "choose."
    ),
    "name-too-short": N_("'{name}' would be found in nearly every text. Give a name of at least three letters."),
    "not-a-candidate": N_("'{take}' is not one of the conflicting values of '{field}'. Nothing was changed."),
    # duplicates
    "one-record": N_("'{uid}' is one record, not two. Nothing was changed. Name two different ones."),
    "not-an-activity": N_(
        "'{ref}' is no activity. Nothing was changed. Name a project, a town hall or another activity."
    ),
    "no-number": N_("'{ref}' has no reference number and needs none. Nothing was changed."),
    "merge-types": N_("{keep} and {other} are of different types and cannot be merged. Nothing was changed."),
    "merge-conflict": N_(
        "{ref} has an open conflict in '{field}'. Nothing was merged. Decide the conflict first, then merge."
    ),
    "bad-choice": N_(
        "'{choice}' does not say whose value of '{field}' is right: keep or other, of parts also both. Nothing was "
        "merged."
    ),
    "paper-of-what": N_("Name records, a --blank form, or a --report with --from and --until. Nothing was printed."),
    "bad-template": N_("The mission's template {file} has a mistake in line {line}: {detail}. Ours was used."),
    "own-paper": N_("The report '{paper}' is the office's own. Nothing was printed. For others there are: {known}."),
    "unknown-paper": N_("There is no paper '{paper}' of {of}. Nothing was printed. Known: {known}."),
    "unknown-section": N_("The report has no section '{section}'. Nothing was printed or kept. Known: {known}."),
    "no-such-pages": N_("'{pages}' are no pages of this paper, which has {count}. Nothing was printed."),
    "bad-window": N_("The period from {start} to {end} ends before it begins."),
    "bad-date": N_("'{text}' is not a date. Write it as 2026-03-12."),
    # workbooks
    "not-a-workbook": N_("{file} is not a workbook that Groundwork can read: {detail}. Nothing was taken from it."),
    "workbook-too-large": N_("{file} is too large to be opened safely: {detail}. Nothing was taken from it."),
    "password-needed": N_(
        "{file} is protected with a password. Nothing was taken from it. Give the password, or open it and save a copy "
        "without one."
    ),
    "password-wrong": N_("That password does not open {file}. Nothing was taken from it. Try again."),
    "not-a-parcel": N_(
        "{file} is a workbook but not a Groundwork parcel. Nothing was taken from it. Import it if it is a tracker."
    ),
    "has-macros": N_(
        "There are macros in {file}, and a parcel has none: somebody saved it anew. Nothing was run and nothing taken "
        "from it. Ask for the workbook as it was sent."
    ),
    "parcel-stripped": N_(
        "{file} was a Groundwork parcel, but its hidden sheet is gone, and with it the exact records. Nothing was "
        "taken from it. Ask for the workbook as it was sent, or bring its rows in as a list with Import."
    ),
    "is-a-parcel": N_("{file} is a Groundwork parcel, not a tracker. Nothing was imported. Receive it instead."),
    "parcel-damaged": N_(
        "{file} is damaged: {detail}. Nothing was taken from it. Ask {office} to export again; nothing is lost there."
    ),
    "parcel-not-for-us": N_("{file} is addressed to {to}, not to {us}. Nothing was taken from it."),
    "not-headquarters": N_("Only headquarters can change lists for the whole mission. Nothing was changed."),
    "unknown-list": N_("There is no list '{list}'. Nothing was changed. Known: {known}."),
    "codes-missing": N_(
        "The list '{list}' must keep the codes {codes}: records may use them. Nothing was changed. Leave them in."
    ),
    "bad-list": N_("{path} cannot be read as a list: {detail}. Nothing was changed."),
    "nil-not-empty": N_(
        "Activities of this period are here ({count}), so it cannot be reported as nothing. Nothing was written."
    ),
    "bad-recipient": N_(
        "'{name}' cannot be the name of a receiver. Nothing was written. Use letters, digits, blanks and hyphens, at "
        "most 40."
    ),
    "profile-whole": N_(
        "A workbook with the profile '{profile}' always has all of its period and is no report of nothing. Nothing was "
        "written. Leave out full and nil."
    ),
    "bad-workbook-name": N_("'{path}' must end in .xlsx. Nothing was written."),
    "no-board": N_("Only headquarters has a board of offices. Nothing was changed. Open it there."),
    "unknown-setting": N_("There is no setting '{name}'. Known: {known}. Nothing was changed."),
    "bad-setting": N_(
        "'{text}' cannot be the setting {name}. Nothing was changed. Give a whole number from {least} to {most}."
    ),
    "nil-needs-period": N_("A report that nothing happened needs the days from and until. Nothing was written."),
    "no-laptop": N_("No laptop {laptop} has been met that signs its parcels. Nothing was changed."),
    "wrong-code": N_(
        "That is not the code of {laptop}. Nothing was changed. Read it again, letter by letter; if it stays "
        "different, do not take in what came from there."
    ),
    "no-aside": N_("No parcel with the number {id} lies aside. Nothing was changed."),
    "cannot-overrule": N_("This parcel cannot be taken in: what it says cannot be proved. Nothing was changed."),
    "bad-expression": N_(
        "'{text}' cannot be worked out: it stops making sense at '{word}'. Write it like: count town_hall where tag = "
        "A4P-1."
    ),
    "unknown-in-expression": N_("There is no '{word}' to work with. Known: {known}."),
    "second-role": N_(
        "{ref} has the peacebuilding role {role} already, and an activity has one at a time. Nothing was changed. "
        "Change that tag, or say until when it holds."
    ),
    "no-proposed-status": N_(
        "'{ref}' proposes no status that waits for an answer. Nothing was changed. Look at the list of proposed ones."
    ),
    "no-proposal": N_("There is no open proposal '{id}'. Nothing was changed."),
    "no-mapping": N_(
        "No known mapping fits {file}: its first row with names begins with {found}. Nothing was imported. Give one "
        "with --mapping."
    ),
    "set-needed": N_(
        "{file} is a list of recommendations, and nobody said of which set. Nothing was imported. Import it from the "
        "page of recommendations, into its set."
    ),
    "bad-mapping": N_("The mapping {path} cannot be used: {detail}. Nothing was imported."),
    "mapping-mismatch": N_("{file} has no column '{column}', which the mapping {mapping} needs. Nothing was imported."),
    # paper
    "bad-paper": N_("The paper could not be drawn: {detail}. The records are unchanged."),
    "bad-pdf-name": N_("'{path}' must end in .pdf. Nothing was written."),
    "bad-output": N_("'{path}' must end in .pdf or .png."),
}
