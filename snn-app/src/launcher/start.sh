# shellcheck shell=bash
# Part of the launchers: runs the program with the arguments of the launcher.
#   root       what the program takes for its home: experiments/ and more stand there
#   lib        folder of its jars
#   launcher   folder of this file
#   archives   folder for archives of loaded classes; nothing: none are made
#   spark      folder of what the profile "spark" of the build has left, for --on spark only
# and what java.sh has set.
#   SNN_JAVA_OPTS   further options for the Java virtual machine

# --- surroundings ----------------------------------------------------------------------------
# Java reads arguments and names of files in the character set of the locale. Containers and cron
# jobs have none, that is ASCII, which has no letters but the English ones.
case $(locale charmap 2>/dev/null) in
  ANSI_X3.4-1968 | US-ASCII | ASCII | 646)
    for utf8 in C.UTF-8 C.utf8 en_US.UTF-8; do
      if [ "$(LC_ALL=$utf8 locale charmap 2>/dev/null)" = UTF-8 ]; then
        export LC_ALL=$utf8
        break
      fi
    done
    ;;
esac
# The jars alone take a hundred open files.
files=$(ulimit -n)
if [ "$files" != unlimited ] && [ "$files" -lt 512 ]; then
  ulimit -n "$(ulimit -Hn)" 2>/dev/null || ulimit -n 512 2>/dev/null
  files=$(ulimit -n)
  [ "$files" = unlimited ] || [ "$files" -ge 256 ] ||
    fail 2 "only $files files may be open at a time, which is too few. Allow more, as in ulimit -n 1024."
fi
# OpenBLAS knows no processor newer than itself and gives it kernels of 2004.
core() {
  awk '
    /^vendor_id/ { intel = /GenuineIntel/ }
    /^flags/ {
      if (!intel) exit
      if (/ avx512f / && / avx512dq / && / avx512bw / && / avx512vl /) print "SkylakeX"
      else if (/ avx2 / && / fma /) print "Haswell"
      exit
    }' /proc/cpuinfo 2>/dev/null
}
if [ -z "${OPENBLAS_CORETYPE+set}" ]; then
  blas_core=$(core)
  [ -z "$blas_core" ] || export OPENBLAS_CORETYPE=$blas_core
fi

# --- options of the virtual machine ----------------------------------------------------------
# What holds on every system stands in files of arguments, for snn.cmd as well.
class_path=
LC_ALL_before=${LC_ALL-}
LC_ALL=C
for jar in "$lib"/*.jar; do
  class_path=$class_path:$jar
done
if [ -n "$LC_ALL_before" ]; then LC_ALL=$LC_ALL_before; else unset LC_ALL; fi

options=("@$launcher/all.args" "-Dsnn.home=$root")
[[ ${SNN_JAVA_OPTS:-} =~ -XX:[+]Use[A-Za-z0-9]*GC ]] || options+=("@$launcher/memory.args")
# The rows of a large batch lie in thousands of pages; with huge ones a weight gradient is a third faster.
if grep -qs '\[madvise\]\|\[always\]' /sys/kernel/mm/transparent_hugepage/enabled; then
  options+=(-XX:+UseTransparentHugePages)
fi
if [ -t 2 ]; then
  # A progress bar needs to know how wide the terminal is.
  columns=$(stty size <&2 2>/dev/null)
  options+=("-Dsnn.terminal=${columns##* }")
fi
if [ "$feature" -ge 25 ] && ls "$lib"/snn-vector-*.jar >/dev/null 2>&1; then
  options+=("@$launcher/vector.args")
fi
[ "$feature" -lt 24 ] || options+=("@$launcher/native.args")

# Spark reaches into the JDK. Its jars come last, behind those that the archive below is made of.
spark_options=()
spark_path=
before=
for argument in "$@"; do
  case $before$argument in
    --on=spark | --onspark)
      for jar in "${spark:-}"/*.jar; do
        [ ! -f "$jar" ] || spark_path=$spark_path:$jar
      done
      for package in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util \
        java.util.concurrent java.util.concurrent.atomic jdk.internal.ref sun.nio.ch sun.nio.cs \
        sun.security.action sun.util.calendar; do
        spark_options+=("--add-opens=java.base/$package=ALL-UNNAMED")
      done
      ;;
  esac
  before=$argument
done

# --- run -------------------------------------------------------------------------------------
# An archive of loaded classes halves the start-up time; one per Java version, made when first needed.
if [ -n "$archives" ]; then
  archive=$archives/$java_version-${java_vendor//[!A-Za-z0-9]/_}.jsa
  if [ ! -f "$archive" ] && mkdir -p "$archives" 2>/dev/null && [ -w "$archives" ]; then
    "$java" "${options[@]}" -XX:ArchiveClassesAtExit="$archive.$$" -cp "${class_path#:}" dev.snn.app.Main list >/dev/null 2>&1 </dev/null
    # An empty file says that it did not work and need not be tried again.
    [ -f "$archive.$$" ] || : >"$archive.$$"
    mv -f "$archive.$$" "$archive"
  fi
  [ ! -s "$archive" ] || options+=(-Xshare:auto -XX:SharedArchiveFile="$archive")
fi
if [ "$feature" -lt 25 ]; then
  case ${1:-} in
    table | run | bench) options+=("@$launcher/aligned.args") ;;
  esac
fi

# shellcheck disable=SC2086 # several options in one variable
exec "$java" "${options[@]}" ${spark_options[@]+"${spark_options[@]}"} ${SNN_JAVA_OPTS:-} -cp "${class_path#:}$spark_path" dev.snn.app.Main "$@"
