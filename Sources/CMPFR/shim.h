// MPFR as Swift can call it: functions that MPFR shadows by macros get one-line wrappers.
#ifndef SSMPROOF_CMPFR_SHIM_H
#define SSMPROOF_CMPFR_SHIM_H

#include <gmp.h>
#include <mpfr.h>

#endif
