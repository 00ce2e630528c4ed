# What the commands share: progress with times, failures as *problem (why) what to do*, Debian packages. Sourced, not run.

started=$SECONDS

say() { printf '[%4d s] %s\n' $((SECONDS - started)) "$*"; }

# fail PROBLEM WHY WHAT-TO-DO
fail() {
  printf '%s: %s (%s) %s\n' "${0##*/}" "$1" "$2" "$3" >&2
  exit 1
}

packages_of() {  # groups...: the packages of packages.txt in these groups
  local group package
  while read -r group package _; do
    [[ " $* " == *" $group "* ]] && echo "$package"
  done < <(sed 's/#.*//' packages.txt)
}

packages_missing() {  # groups...
  local package
  for package in $(packages_of "$@"); do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || echo "$package"
  done
}

# Installs what the groups need and is not there. Never removes a package: a conflict is reported, not resolved.
install_packages() {  # groups...
  command -v dpkg-query >/dev/null ||
    fail "this system has no dpkg" "the commands know Debian 12 only" "install by other means what packages.txt lists, or use Debian 12"
  local missing as_root=()
  mapfile -t missing < <(packages_missing "$@")
  ((${#missing[@]})) || return 0
  if ((EUID != 0)); then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
      as_root=(sudo -n)
    elif command -v sudo >/dev/null && [[ -t 0 ]]; then
      as_root=(sudo)
    else
      fail "packages are missing: ${missing[*]}" "neither root nor sudo is there to install them" \
        "as root, run: apt-get update && apt-get install --no-install-recommends --no-remove ${missing[*]}"
    fi
  fi
  say "installing ${#missing[@]} packages: ${missing[*]}"
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Dpkg::Use-Pty=0 -o Acquire::Retries=3)
  local log
  mkdir -p build
  log=build/packages.log
  if ! { "${apt[@]}" update && "${apt[@]}" install --no-install-recommends --no-remove "${missing[@]}"; } >"$log" 2>&1; then
    grep -E '^(E|W|Err)' "$log" | tail -n 10 >&2
    fail "apt-get could not install ${missing[*]}" "its own words are above, all of them in $log" \
      "see that apt's sources name a reachable Debian 12 mirror and that nothing else holds these packages back, then start again"
  fi
}

# Runs a command with its output in a log; shows its last line now and then so that nobody waits in the dark.
quietly() {  # LOG COMMAND...
  local log=$1 code beat child
  shift
  "$@" >"$log" 2>&1 </dev/null &
  child=$!
  (
    beats=0
    while sleep 1 >/dev/null 2>&1 && kill -0 "$child" 2>/dev/null; do
      ((++beats % 30)) || say "  $(tail -n 1 "$log" | cut -c 1-110)"
    done
  ) &
  beat=$!
  wait "$child"
  code=$?
  kill "$beat" 2>/dev/null
  wait "$beat" 2>/dev/null
  return $code
}

# One digest over names and contents of every file under the given paths; the same with and without git.
digest_of() {  # paths...
  local path present=()
  for path in "$@"; do [[ -e $path ]] && present+=("$path"); done
  find "${present[@]}" -type f -not -path '*/__pycache__/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1
}
