@echo off
rem The records lie on this stick too, encrypted, in the folder "records" beside this file.
set "GROUNDWORK_HOME=%~dp0records"
start "" "%~dp0Groundwork.exe"
