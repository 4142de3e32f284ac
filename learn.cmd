@echo off
rem The workbook of the course, as ./learn is elsewhere: learn help.
setlocal EnableExtensions DisableDelayedExpansion
set "ROOT=%~dp0"
if "%ROOT:~-1%"=="\" set "ROOT=%ROOT:~0,-1%"

set "JAVA_HOME_FOUND="
for /f "usebackq delims=" %%j in (`call "%ROOT%\proglog.cmd" jdk`) do set "JAVA_HOME_FOUND=%%j"
if not defined JAVA_HOME_FOUND exit /b 3
set "JAVA_HOME=%JAVA_HOME_FOUND%"

set "SOURCES=%ROOT%\workbook\src\main\java"
set "CLASSES=%ROOT%\target\learn"
call :is_compiled || call :compile || exit /b 4

set "PROGLOG_HOME=%ROOT%"
"%JAVA_HOME%\bin\java.exe" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "%CLASSES%" proglog.learn.Main %*
exit /b %ERRORLEVEL%

:is_compiled
powershell -NoProfile -Command "$c = Get-Item -LiteralPath ($env:CLASSES + '/proglog/learn/Main.class') -ErrorAction Ignore; if (-not $c -or (Get-ChildItem -LiteralPath $env:SOURCES -Recurse | Where-Object LastWriteTime -gt $c.LastWriteTime | Select-Object -First 1)) { exit 1 }"
exit /b %ERRORLEVEL%

:compile
if not exist "%CLASSES%" mkdir "%CLASSES%"
"%JAVA_HOME%\bin\javac.exe" -nowarn -d "%CLASSES%" -sourcepath "%SOURCES%" -implicit:class "%SOURCES%\proglog\learn\Main.java"
exit /b %ERRORLEVEL%
