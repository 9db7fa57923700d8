# shellcheck shell=bash
# Part of the launchers: says which Java there is, or what is wrong with it.
#   wanted   what to install, as in "Java 17 or newer"
# Sets java, java_home, java_version, java_vendor and feature, the number of its version.

say() { printf 'snn: %s\n' "$*" >&2; }
fail() { local code=$1; shift; say "$@"; exit "$code"; }

java_home=
if [ -n "${JAVA_HOME:-}" ]; then
  java=$JAVA_HOME/bin/java
  [ -x "$java" ] || fail 2 "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it. Set it to $wanted, or unset it."
  java_home=$JAVA_HOME
else
  java=$(command -v java) || fail 2 "no Java found. Install $wanted and put it on the PATH, or set JAVA_HOME to it."
  link=$java
  while [ -L "$link" ]; do
    target=$(readlink "$link")
    case $target in
      /*) link=$target ;;
      *) link=${link%/*}/$target ;;
    esac
  done
  java_home=${link%/bin/java}
fi
java_version=
java_vendor=
if [ -r "$java_home/release" ]; then
  while IFS='=' read -r key value; do
    value=${value#\"}
    value=${value%\"}
    case $key in
      JAVA_VERSION) java_version=$value ;;
      IMPLEMENTOR) java_vendor=$value ;;
    esac
  done <"$java_home/release"
fi
if [ -z "$java_version" ]; then
  # A stub such as the one of macOS: ask it.
  java_version=$("$java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
  [ -n "$java_version" ] || fail 2 "$java does not run. Install $wanted, or set JAVA_HOME to it."
  java_home=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
fi
feature=${java_version#1.}
feature=${feature%%[!0-9]*}
[ "${feature:-0}" -ge 17 ] || fail 2 "Java $java_version is too old ($java). Install $wanted, or set JAVA_HOME to it."
