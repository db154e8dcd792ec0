#!/usr/bin/env bash
# Installs what the build needs beyond Swift: GMP, MPFR, pkg-config and make. Does nothing where they
# are present, and asks no questions: without the right to install, it names the command for a person.
set -euo pipefail

refuse() {
  printf 'setup: %s\n' "$1" >&2
  shift
  [ $# -eq 0 ] || printf '%s\n' "$@" >&2
  exit 1
}

command -v swift >/dev/null 2>&1 ||
  refuse "no Swift toolchain found; install Swift 6.2 or later from https://www.swift.org/install"

is_ready() {
  command -v make >/dev/null 2>&1 &&
    command -v pkg-config >/dev/null 2>&1 && pkg-config --exists gmp mpfr
}

is_ready && exit 0

if [ "$(uname -s)" = Darwin ]; then
  command -v brew >/dev/null 2>&1 ||
    refuse "GMP, MPFR, pkg-config or make is missing; install Homebrew from https://brew.sh, then run:" \
      "  brew install gmp mpfr pkg-config make"
  HOMEBREW_NO_AUTO_UPDATE=1 NONINTERACTIVE=1 brew install gmp mpfr pkg-config make </dev/null
elif command -v apt-get >/dev/null 2>&1; then
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null ||
      refuse "GMP, MPFR, pkg-config or make is missing, and installing takes root; run:" \
        "  sudo apt-get install -y libgmp-dev libmpfr-dev pkg-config make"
    as_root=(sudo -n)
  fi
  install_packages() {
    ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y --no-install-recommends libgmp-dev libmpfr-dev pkg-config make </dev/null
  }
  # A bare image has no package lists; an up-to-date machine needs no new ones.
  install_packages 2>/dev/null || {
    ${as_root[@]+"${as_root[@]}"} apt-get update </dev/null
    install_packages
  }
else
  refuse "GMP, MPFR, pkg-config or make is missing; install their development packages, for instance:" \
    "  sudo dnf install gmp-devel mpfr-devel pkgconf-pkg-config make"
fi

is_ready || refuse "pkg-config still does not find gmp and mpfr after the installation"
