/* Starts the private Python of this folder with `-m desktop`. Built twice: Groundwork.exe has a window and no console,
   groundwork-console.exe is the command line (see build.sh). */
#include <windows.h>
#include <shellapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

typedef int (*py_main_t)(int, wchar_t **);

static int fail(const wchar_t *what) {
#ifdef CONSOLE
    fwprintf(stderr, L"%ls\n", what);
#else
    MessageBoxW(NULL, what, L"Groundwork", MB_ICONERROR | MB_OK);
#endif
    return 127;
}

static int start(void) {
    static wchar_t exe[32768], dll[32768];
    int argc, n = 0;
    if (!GetModuleFileNameW(NULL, exe, 32767)) return fail(L"The program's folder could not be found.");
    wcscpy(dll, exe);
    *wcsrchr(dll, L'\\') = 0;
    if (wcslen(dll) > 32700) return fail(L"The program's folder has too long a name.");
    wcscat(dll, L"\\python311.dll");
    SetDllDirectoryW(L""); /* never a DLL out of the current folder */
    HMODULE python = LoadLibraryExW(dll, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    py_main_t py_main = python ? (py_main_t)(void *)GetProcAddress(python, "Py_Main") : NULL;
    if (!py_main) return fail(L"python311.dll is missing or damaged. Your records are safe. Install Groundwork again.");
    wchar_t **given = CommandLineToArgvW(GetCommandLineW(), &argc);
    wchar_t **words = calloc(argc + 4, sizeof *words);
    if (!given || !words) return fail(L"There is not enough memory.");
    words[n++] = exe;
    words[n++] = L"-m";
    words[n++] = L"desktop";
    for (int i = 1; i < argc; i++) words[n++] = given[i];
    return py_main(n, words);
}

#ifdef CONSOLE
int wmain(void) { return start(); }
#else
int WINAPI wWinMain(HINSTANCE a, HINSTANCE b, PWSTR c, int d) {
    (void)a; (void)b; (void)c; (void)d;
    return start();
}
#endif
