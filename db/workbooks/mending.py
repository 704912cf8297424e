"""Workbooks that hold the rows that could not enter, to be mended and brought again: what marks their own columns.

The tags tell the columns from a person's own in every language, so that they are left aside when the rows come again.
"""

PROBLEM_TAG = "#meta+problem"
ALLOWED_TAG = "#meta+allowed"
PROGRAM = "Groundwork"  # in a workbook's properties, until another program saves it
