; makensis -DVERSION=1.0.0 -DSTAGE=FOLDER -DFILES=LIST -DICON=groundwork.ico -DOUT=FILE groundwork.nsi
; For one user, without an administrator. Exit codes of a silent run: 5 the program is open, 6 a newer one is installed.
Unicode true
Target amd64-unicode
ManifestDPIAware true
ManifestSupportedOS Win10
!ifdef FAST
SetCompressor zlib
!else
SetCompressor /SOLID lzma
SetCompressorDictSize 64
!endif
SetDateSave off
RequestExecutionLevel user
!include MUI2.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!define APP "Groundwork"
!define TYPE "Groundwork.Backup"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP}"
Name "${APP}"
OutFile "${OUT}"
BrandingText "${APP} ${VERSION}"
InstallDir "$LOCALAPPDATA\Programs\${APP}"
InstallDirRegKey HKCU "Software\${APP}" "InstallDir"
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "${APP}"
VIAddVersionKey FileDescription "${APP} set-up"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey LegalCopyright "see LICENCES.txt"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${APP}.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(KEPT) $LOCALAPPDATA\${APP}"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "Spanish"
!insertmacro MUI_LANGUAGE "Arabic"
!insertmacro MUI_LANGUAGE "Russian"
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "Albanian"
!insertmacro MUI_LANGUAGE "Serbian"
!include texts.nsh

!macro CloseCheck un
Function ${un}CloseCheck
  IfFileExists "$INSTDIR\${APP}.exe" 0 done
 again:
  ClearErrors
  FileOpen $0 "$INSTDIR\${APP}.exe" a
  IfErrors 0 free
  IfSilent 0 ask
  SetErrorLevel 5
  Quit
 ask:
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" IDRETRY again
  Quit
 free:
  FileClose $0
 done:
FunctionEnd
!macroend
!insertmacro CloseCheck ""
!insertmacro CloseCheck "un."

Function .onInit
  SetShellVarContext current
  ReadRegStr $1 HKCU "${UNINSTALL}" "DisplayVersion"
  StrCmp $1 "" fine
  ${VersionCompare} "$1" "${VERSION}" $2
  StrCmp $2 1 0 fine
  IfSilent 0 told
  SetErrorLevel 6
  Quit
 told:
  MessageBox MB_OK|MB_ICONSTOP "$(NEWER) ($1)"
  Quit
 fine:
FunctionEnd

Function un.onInit
  SetShellVarContext current
FunctionEnd

Section "install"
  Call CloseCheck
  SetOverwrite on
  RMDir /r "$INSTDIR\lib" ; the program's own folder: no module of an older version stays; records lie elsewhere
  SetOutPath "$INSTDIR"
  File /r "${STAGE}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${APP}.lnk" "$INSTDIR\${APP}.exe"
  WriteRegStr HKCU "Software\${APP}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "Software\Classes\.gwbackup" "" "${TYPE}"
  WriteRegStr HKCU "Software\Classes\.gwbackup\OpenWithProgids" "${TYPE}" ""
  WriteRegStr HKCU "Software\Classes\${TYPE}" "" "${APP} backup"
  WriteRegStr HKCU "Software\Classes\${TYPE}\DefaultIcon" "" "$INSTDIR\${APP}.exe,0"
  WriteRegStr HKCU "Software\Classes\${TYPE}\shell\open\command" "" '"$INSTDIR\${APP}.exe" "%1"'
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${APP}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${APP}.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${APP}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "uninstall"
  Call un.CloseCheck
  RMDir /r "$INSTDIR\lib"
  !include "${FILES}" ; the names of the files beside it: nothing that somebody else put there is touched
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${APP}.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\${APP}"
  DeleteRegKey HKCU "Software\Classes\${TYPE}"
  DeleteRegValue HKCU "Software\Classes\.gwbackup\OpenWithProgids" "${TYPE}"
  ReadRegStr $0 HKCU "Software\Classes\.gwbackup" ""
  StrCmp $0 "${TYPE}" 0 +2
  DeleteRegKey HKCU "Software\Classes\.gwbackup"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  DetailPrint "$(KEPT) $LOCALAPPDATA\${APP}"
SectionEnd
