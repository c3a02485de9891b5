; "Open with" offers Sheaf for the kinds of files that exports are. Tauri's own file associations are
; left out on Windows: there they make the program the one that opens every archive and every text.

!define SHEAF_APPLICATION "Software\Classes\Applications\${MAINBINARYNAME}.exe"

!macro NSIS_HOOK_POSTINSTALL
  WriteRegStr SHCTX "${SHEAF_APPLICATION}" "FriendlyAppName" "${PRODUCTNAME}"
  WriteRegStr SHCTX "${SHEAF_APPLICATION}\shell\open\command" "" '"$INSTDIR\${MAINBINARYNAME}.exe" "%1"'
  WriteRegStr SHCTX "${SHEAF_APPLICATION}\SupportedTypes" ".zip" ""
  WriteRegStr SHCTX "${SHEAF_APPLICATION}\SupportedTypes" ".json" ""
  WriteRegStr SHCTX "${SHEAF_APPLICATION}\SupportedTypes" ".txt" ""
!macroend

!macro NSIS_HOOK_POSTUNINSTALL
  DeleteRegKey SHCTX "${SHEAF_APPLICATION}"
!macroend
