"""Windows over `db`: no SQL, no workbooks, no rules of its own.

launch, app     from the command to the first window
startup         first start and unlocking
context         what a page is given: office, tasks, bus, notices, settings
tasks           the one door to the background
bus             says what changed; each page decides what to read again
notices         the one door to the user: everything modal, and the status line
theme, icons    light and dark, one style sheet, icons drawn for this program
window          navigation, status line, actions
registers       lists; forms: the record beside the list; then one folder per page
"""
