# make         sets up and builds the program for the machine at hand; PORTABLE=1: for any of its architecture
# make check   sets up, builds, tries to refute the theorems in Theorems/, audits the trained checkpoint, and says what
#              that has shown: a minute after the build
# make test    sets up, builds, passes all tests, those of the example package and of Python/ included
# make hard    the theorems that are hard to refute (Theorems/hard), and the mutations of true ones: some minutes
# The other targets serve development.

CHECKPOINT := Examples/checkpoints/mamba-mqar-2l
SOURCES    := Package.swift Sources Tests Benchmarks/Sources Examples/library/Package.swift Examples/library/Sources Examples/library/Tests Examples/property-tests/Package.swift Examples/property-tests/Sources Examples/property-tests/Tests
SSMPROOF   := .build/release/ssmproof

NATIVE := $(if $(PORTABLE),,$(shell bash Scripts/native-flags.sh))

.PHONY: build setup check hard blind-spots certify mutants proof-mutations random-proofs test bench rivals soak format lint clean

build: setup
	swift build -c release --product ssmproof $(NATIVE)

setup:
	@bash Scripts/setup.sh

check: build
	@bash Scripts/check.sh $(CHECKPOINT)

hard: build
	$(SSMPROOF) check Theorems/hard Tests/SearchTests/Mutations

# Claims of one's own for each kind that random draws hardly meet: which of the false ones fall within 20 seconds each.
blind-spots: build
	$(SSMPROOF) check Tests/SearchTests/BlindSpots --seconds 20

# Every refutation and proof of Theorems/ before `ssmproof replay`, a checker in Python, and Coq.
certify: build mutants
	@bash Scripts/certify.sh

# The program that checks changed certificates of proofs, many in one process.
mutants: setup
	SSMPROOF_BENCHMARKS=1 swift build -c release --product ProofMutants $(NATIVE)

# Each certificate of a proof of Theorems/ and of Recheck's tests, changed so many times, before both checkers; some
# before Coq, and changed claims before the search. MUTANTS=1000, SEED=2; MINUTES=10 makes fewer where they do not fit.
MUTANTS ?= 10000
PROVED  := .build/mutants
proof-mutations: build mutants
	$(SSMPROOF) prove Theorems/*.claim Theorems/hard --save $(PROVED)/proofs >$(PROVED).txt || [ $$? -eq 3 ]
	python3 Scripts/proof-mutations.py --mutants $(MUTANTS) --seed $(SEED) --coq 4 --claims 60 --progress --keep $(PROVED) \
		$(if $(MINUTES),--seconds $$((60 * $(MINUTES)))) $(PROVED)/proofs/*.json Recheck/tests/proofs/*.json

# Ten thousand random theorems, and changed ones of Theorems/, before the prover: nothing false is proved.
random-proofs: build
	python3 Scripts/prove-random.py --claims 10000 --progress
	python3 Scripts/prove-random.py --claims 500 --neighbours --progress

# The example packages share the build directory, so that the library is compiled once.
test: setup
	swift test
	swift test --package-path Examples/library --scratch-path .build
	swift test --package-path Examples/property-tests --scratch-path .build
	$(PYTHON_TESTS)

# The package in Python/ and the study of random models ask the program that the tests have just built.
PYTHON_TESTS = if command -v python3 >/dev/null; then export SSMPROOF=$(CURDIR)/.build/debug/ssmproof; \
	python3 -m unittest discover -s Python/tests -t Python && python3 -m unittest discover -s Examples/random-models && \
	python3 -m unittest discover -s Examples/trained-layer; \
	else echo 'no python3: the tests of Python/ are left out'; fi

# Times the enclosures beside Arb, MPFI and others: FORMAT=json, PORTABLE=1, ROWS="exp-53".
bench: setup
	@bash Scripts/bench.sh

# Times the search beside Z3 and Hypothesis on ten false claims, and proofs beside Z3, cvc5 and LeanCert.
rivals: build
	@bash Scripts/rivals.sh

# Random operations on every rung and function against independent values; SECONDS=60 stops earlier.
OPERATIONS ?= 1000000000
SECONDS    ?= 3600
SEED       ?= 1
soak: setup
	SSMPROOF_BENCHMARKS=1 swift build -c release --scratch-path .build/soak --product Soak $(NATIVE)
	.build/soak/release/Soak $(OPERATIONS) $(SECONDS) $(SEED)

format:
	swift format format --in-place --parallel --recursive --configuration .swift-format $(SOURCES)

lint:
	swift format lint --strict --parallel --recursive --configuration .swift-format $(SOURCES)

clean:
	swift package clean
