"""Paper: the preview of a summary, printing it, saving it as PDF."""
