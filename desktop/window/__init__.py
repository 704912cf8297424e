"""The main window: navigation, pages, status line, keyboard."""
