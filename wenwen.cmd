@echo off
rem Wenwen on Windows. UNTESTED: written after the bash script, see it for the contract (wenwen help).
rem Needs a JDK 25 or newer in JAVA_HOME or on PATH. `test` and `doctor` before the first build: use WSL or Git Bash.
setlocal enabledelayedexpansion
chcp 65001 >nul
set "ROOT=%~dp0"
set "DIST=%ROOT%target\dist"
set "VERB=%~1"
if "%VERB%"=="" set "VERB=help"
if defined JAVA_HOME (set "JAVA=%JAVA_HOME%\bin\java.exe") else (set "JAVA=java")
"%JAVA%" -version >nul 2>&1 || (echo No Java found. Install a JDK 25 or newer and set JAVA_HOME. 1>&2 & exit /b 2)
if "%VERB%"=="help" (
  echo wenwen run ^| stop ^| chat ^| import FILE ^| model list^|pull^|info ^| doctor ^| reset ^| eval NAME ^| bench NAME
  echo Options are those of the bash script: see README.md.
  exit /b 0
)
if not exist "%DIST%\lib" (
  echo Building into %DIST%; downloads about 350 MB of Maven libraries. 1>&2
  call "%ROOT%mvnw.cmd" -B -ntp -q -f "%ROOT%pom.xml" -Pdist -Dmaven.test.skip=true -Dspotless.check.skip=true package || exit /b 1
  mkdir "%DIST%\lib"
  copy /y "%ROOT%load-tests\target\dist-lib\*.jar" "%DIST%\lib" >nul
  copy /y "%ROOT%load-tests\target\load-tests-*.jar" "%DIST%\lib" >nul
)
set "MAIN=io.wenwen.app.operate.Cli"
if "%VERB%"=="eval" set "MAIN=io.wenwen.load.LoadTests"
if "%VERB%"=="bench" set "MAIN=io.wenwen.load.LoadTests"
"%JAVA%" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ^
  -XX:+UseG1GC -Xmx2g -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -cp "%DIST%\lib\*" %MAIN% %*
exit /b %ERRORLEVEL%
