@echo off
rem Runs Proglog from its sources, as ./proglog does elsewhere; the exit codes are the same:
rem what was started decides; before that 2 unknown command, 3 no JDK 25, 4 the build failed.
setlocal EnableExtensions DisableDelayedExpansion
set "ROOT=%~dp0"
if "%ROOT:~-1%"=="\" set "ROOT=%ROOT:~0,-1%"

set "MAIN="
set "PROGLOG_HOME=%ROOT%"
if not defined PROGLOG_ACL set "PROGLOG_ACL=%ROOT%\ch05-security\acl"
set "COMMAND=%~1"
if "%COMMAND%"=="" set "COMMAND=help"
if "%COMMAND%"=="--help" set "COMMAND=help"
if "%COMMAND%"=="-h" set "COMMAND=help"
if "%COMMAND%"=="--version" set "COMMAND=version"
shift
for %%c in (run example bench docs book) do for %%h in (--help -h) do if "%%c %%h"=="%COMMAND% %~1" set "COMMAND=help"
for %%c in (help version jdk up down status kill start logs run example produce consume offsets servers health certs log serve config backup restore recover completion bench torture image docs book test) do if "%%c"=="%COMMAND%" goto do_%COMMAND%

set "NEAREST=help"
for %%c in (torture image test docs book bench log logs health offsets consume completion config produce certs example run version serve restore recover backup servers start status kill down up) do call :same_start %%c
>&2 echo proglog: unknown command '%COMMAND%'; did you mean '%NEAREST%'? proglog help lists them all
exit /b 2

:same_start
set "KNOWN=%~1"
if /i "%KNOWN:~0,1%"=="%COMMAND:~0,1%" set "NEAREST=%KNOWN%"
exit /b 0

:do_help
type "%ROOT%\docs\usage.txt"
exit /b 0

:do_version
call :need_jdk || exit /b 3
for /f "tokens=2 delims=<>" %%v in ('findstr /b /c:"  <version>" "%ROOT%\pom.xml"') do echo proglog %%v
for /f "tokens=2 delims==" %%v in ('findstr /b "JAVA_VERSION=" "%JAVA_HOME%\release"') do echo JDK %%~v
exit /b 0

:do_jdk
call :need_jdk || exit /b 3
echo %JAVA_HOME%
exit /b 0

:do_up
:do_down
:do_status
:do_kill
:do_start
:do_logs
:do_servers
:do_serve
:do_config
:do_backup
:do_restore
:do_recover
:do_completion
set "MODULE=ch10-deploy"
set "MAIN=proglog.cli.Main %COMMAND%"
goto start

:do_run
if "%~1"=="ch01" set "MODULE=ch01-http-log" & set "MAIN=proglog.http.Main"
if "%~1"=="ch03" set "MODULE=ch03-storage" & set "MAIN=proglog.storage.Main"
if "%~1"=="ch04" set "MODULE=ch04-grpc" & set "MAIN=proglog.grpc.Main"
if "%~1"=="ch05" set "MODULE=ch05-security" & set "MAIN=proglog.security.Main"
if "%~1"=="ch06" set "MODULE=ch06-observability" & set "MAIN=proglog.observability.Main"
if "%~1"=="ch07" set "MODULE=ch07-discovery" & set "MAIN=proglog.discovery.Main"
if "%~1"=="ch08" set "MODULE=ch08-consensus" & set "MAIN=proglog.consensus.Main"
if "%~1"=="ch09" set "MODULE=ch09-loadbalance" & set "MAIN=proglog.loadbalance.Main"
if not defined MAIN (
    >&2 echo proglog: which chapter? One of: ch01 ch03 ch04 ch05 ch06 ch07 ch08 ch09
    exit /b 2
)
shift
goto start

:do_example
if "%~1"=="one-value" set "MAIN=proglog.examples.onevalue.Main"
if "%~1"=="graft" set "MAIN=proglog.examples.graft.Main"
if "%~1"=="kv" set "MAIN=proglog.examples.kv.Main"
if not defined MAIN (
    >&2 echo proglog: which example? One of: one-value graft kv
    exit /b 2
)
set "MODULE=examples\%~1"
shift
goto start

:do_produce
:do_consume
:do_offsets
:do_health
rem About a cluster by chapter 10; one server by chapter 5, which is sooner built.
set "CLUSTER=%PROGLOG_CLUSTER_DIR%"
if not defined CLUSTER set "CLUSTER=%ROOT%\target\cluster"
set "MODULE=ch05-security"
set "MAIN=proglog.security.SecureLogClient %COMMAND%"
if exist "%CLUSTER%\cluster.properties" goto do_up
goto start

:do_certs
set "MODULE=ch05-security"
set "MAIN=proglog.security.CertsCommand"
goto start

:do_log
set "MODULE=ch03-storage"
set "MAIN=proglog.storage.LogCommand"
goto start

:do_bench
set "MODULE=benchmarks"
if "%~1"=="storage" set "MAIN=proglog.bench.StorageBench"
if "%~1"=="rpc" set "MAIN=proglog.bench.RpcBench"
if "%~1"=="cluster" set "MAIN=proglog.bench.ClusterBench"
if "%~1"=="jmh" set "MAIN=org.openjdk.jmh.Main"
if not defined MAIN (
    >&2 echo proglog: which benchmark? One of: storage rpc cluster jmh
    exit /b 2
)
shift
goto start

:do_docs
cd /d "%ROOT%"
set "MODULE=checks"
set "MAIN=proglog.checks.RefreshReadmes"
goto start

:do_book
where node >nul 2>&1 || (
    >&2 echo proglog: the book is made by Node: install version 18 or newer, then try again
    exit /b 3
)
if "%~1"=="serve" (
    node "%ROOT%\book\build.js" --serve
) else (
    node "%ROOT%\book\build.js"
)
exit /b %ERRORLEVEL%

:do_image
>&2 echo proglog: image needs a shell and docker: run ch10-deploy/image in WSL
exit /b 2

:do_torture
>&2 echo proglog: torture needs Linux: its faults are made of its signals, networks and disks
exit /b 2

:do_test
call :rest %1 %2 %3 %4 %5 %6 %7 %8 %9
call :need_jdk || exit /b 3
cd /d "%ROOT%"
call mvnw.cmd verify %REST%
exit /b %ERRORLEVEL%

:start
call :need_jdk || exit /b 3
call :is_built || call :build || exit /b 4
set "REST="
:more
if "%~1"=="" goto go
set REST=%REST% %1
shift
goto more
:go
rem Our own jars first: chapter 8 has newer versions of classes that a library brings, too.
set "OURS="
for %%J in ("%ROOT%\%MODULE%\target\lib\ch*.jar") do call set "OURS=%%OURS%%%%~J;"
rem PROGLOG_MINE: the classes of a reader of the course, in the place of ours.
set "MINE="
if defined PROGLOG_MINE set "MINE=%PROGLOG_MINE%;"
"%JAVA_HOME%\bin\java.exe" "@%ROOT%\jvm.flags" -cp "%MINE%%ROOT%\%MODULE%\target\classes;%OURS%%ROOT%\%MODULE%\target\lib\*" %MAIN% %REST%
exit /b %ERRORLEVEL%

:rest
set "REST=%*"
exit /b 0

rem Maven leaves the file target\built behind, dated when that build began.
:is_built
powershell -NoProfile -Command "Set-Location -LiteralPath $env:ROOT; $b = Get-Item ($env:MODULE + '/target/built') -ErrorAction Ignore; if (-not $b -or (Get-ChildItem pom.xml, */pom.xml, ($env:MODULE + '/pom.xml'), */src/main, ($env:MODULE + '/src/main') -Recurse | Where-Object LastWriteTime -gt $b.LastWriteTime | Select-Object -First 1)) { exit 1 }"
exit /b %ERRORLEVEL%

:build
>&2 echo building %MODULE%; the first time takes a few minutes ...
if not exist "%ROOT%\target" mkdir "%ROOT%\target"
pushd "%ROOT%"
call mvnw.cmd -B -DskipTests -pl %MODULE% -am package > "%ROOT%\target\build.log" 2>&1
set "RESULT=%ERRORLEVEL%"
popd
if not "%RESULT%"=="0" >&2 echo proglog: the build failed; everything it said is in %ROOT%\target\build.log
exit /b %RESULT%

:need_jdk
set "FOUND="
call :try "%JAVA_HOME%"
call :try "%JAVA25_HOME%"
call :try "%JAVA_HOME_25_X64%"
call :try "%JAVA_HOME_25_ARM64%"
for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\jdk-25*" "%ProgramFiles%\Java\jdk-25*" "%ProgramFiles%\Microsoft\jdk-25*" "%ProgramFiles%\Zulu\zulu-25*" "%ProgramFiles%\Amazon Corretto\jdk25*" "%ProgramFiles%\BellSoft\LibericaJDK-25*" "%USERPROFILE%\.jdks\*25*" "%USERPROFILE%\scoop\apps\*25*") do call :try "%%~d"
for /d %%d in ("%USERPROFILE%\scoop\apps\*25*") do call :try "%%~d\current"
if not defined FOUND for /f "tokens=2 delims==" %%h in ('java -XshowSettings:properties -version 2^>^&1 ^| findstr /c:"java.home"') do for /f "tokens=*" %%t in ("%%h") do call :try "%%t"
if not defined FOUND (
    >&2 echo proglog: no JDK 25 found. Install one, then try again:
    >&2 echo   winget install EclipseAdoptium.Temurin.25.JDK
    >&2 echo   or from https://adoptium.net
    >&2 echo If it is installed somewhere unusual: set JAVA_HOME to its folder.
    exit /b 1
)
set "JAVA_HOME=%FOUND%"
exit /b 0

:try
if defined FOUND exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
findstr /r "^JAVA_VERSION=.25[^0-9]" "%~1\release" >nul 2>&1 && set "FOUND=%~1"
exit /b 0
