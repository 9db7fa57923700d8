@echo off
rem Runs the snn command on Windows. Java 17 or newer is all it needs.
rem   SNN_JAVA_OPTS   further options for the Java virtual machine
setlocal DisableDelayedExpansion
for %%i in ("%~dp0..") do set "root=%%~fi"
set "launcher=%root%\lib\launcher"

if defined JAVA_HOME goto home
set "java=java.exe"
where java.exe >nul 2>nul
if not errorlevel 1 goto version
echo snn: no Java found. Install Java 17 or newer and put it on the PATH, or set JAVA_HOME to it.>&2
exit /b 2

:home
set "java=%JAVA_HOME%\bin\java.exe"
if exist "%java%" goto version
echo snn: JAVA_HOME is "%JAVA_HOME%", but there is no bin\java.exe in it. Set it to Java 17 or newer, or unset it.>&2
exit /b 2

:version
set "version="
for /f "tokens=2 delims==" %%v in ('call "%java%" -XshowSettings:properties -version 2^>^&1 ^| findstr /c:"java.specification.version ="') do set "version=%%v"
if not defined version goto broken
set "version=%version: =%"
if "%version:~0,2%"=="1." goto old
if %version% lss 17 goto old
goto run

:broken
echo snn: "%java%" does not run. Install Java 17 or newer, or set JAVA_HOME to it.>&2
exit /b 2

:old
echo snn: Java %version% is too old ("%java%"). Install Java 17 or newer, or set JAVA_HOME to it.>&2
exit /b 2

:run
set options="@%launcher%\all.args"
rem 'set' prints the variable as it is, with quotes and other signs that an 'if' would read.
set SNN_JAVA_OPTS 2>nul | findstr /r /c:"-XX:+Use[A-Za-z0-9]*GC" >nul
if errorlevel 1 set options=%options% "@%launcher%\memory.args"
if %version% geq 24 set options=%options% "@%launcher%\native.args"
if %version% geq 25 if exist "%root%\lib\snn-vector-*.jar" set options=%options% "@%launcher%\vector.args"
if %version% lss 25 for %%c in (table run bench) do if "%~1"=="%%c" set options=%options% "@%launcher%\aligned.args"
"%java%" %options% "-Dsnn.home=%root%" %SNN_JAVA_OPTS% -cp "%root%\lib\*" dev.snn.app.Main %*
exit /b %errorlevel%
