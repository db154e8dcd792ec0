#!/usr/bin/env bash
# Prints the build's flags for the processor at hand. Whole builds alone take them: a library call that was
# compiled without them is inlined into code with them, and the other way round.
case "$(uname -m)" in
x86_64)
  printf '%s ' -Xcc -march=native -Xswiftc -Xcc -Xswiftc -march=native
  # Without the instruction a fused multiply-add is a function call.
  if grep -qsw fma /proc/cpuinfo || sysctl -n machdep.cpu.features 2>/dev/null | grep -qiw fma; then
    printf '%s ' -Xswiftc -DSSMPROOF_FMA
  fi
  ;;
# Every processor of this architecture has the instruction.
arm64 | aarch64) printf '%s ' -Xswiftc -DSSMPROOF_FMA ;;
esac
