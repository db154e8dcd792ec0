# make check   sets up, builds, tries to refute every theorem in Theorems/, audits the trained checkpoint
# make test    sets up, builds, passes all tests, those of the example package included
# The other targets serve development.

CHECKPOINT := Examples/checkpoints/mamba-mqar-2l
SOURCES    := Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Examples/library/Package.swift Examples/library/Sources Examples/library/Tests
SSMPROOF   := .build/release/ssmproof

.PHONY: build setup check test bench format lint clean

build: setup
	swift build -c release --product ssmproof

setup:
	@bash Scripts/setup.sh

check: build
	$(SSMPROOF) check Theorems
	$(SSMPROOF) audit $(CHECKPOINT)

# The example package shares the build directory, so that the library is compiled once.
test: setup
	swift test
	swift test --package-path Examples/library --scratch-path .build

# Times the enclosures beside Arb, MPFI and others: FORMAT=json, PORTABLE=1, ROWS="exp-53".
bench: setup
	@bash Scripts/bench.sh

format:
	swift format format --in-place --parallel --recursive --configuration .swift-format $(SOURCES)

lint:
	swift format lint --strict --parallel --recursive --configuration .swift-format $(SOURCES)

clean:
	swift package clean
