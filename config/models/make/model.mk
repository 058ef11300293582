# How the line models of config/models are made. Asked for by `make model` alone; nothing of it is needed to build or run Sillok.
#
#   make model                  everything: text, start, training (hours; goes on from its checkpoint), config/models/*.traineddata
#   make model STEPS=9000       how many steps of 32 lines in all; more than before: the checkpoint goes on
#   make model MINUTES=60       stop after so long; the checkpoint stays
#   make model-judge            errors by kind of character on lines and fonts kept apart, of the weights so far
# Text, checkpoint and log lie in build/model. To begin anew, remove build/model/checkpoint.

OUT     := build/model
HERE    := config/models/make
STEPS   ?= 8000
MINUTES ?= 0
CFLAGS_model := -O3 -march=native -fopenmp -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wshadow -Wstrict-prototypes
PYTHON  := /usr/bin/python3 -B

# OpenBLAS of Debian 12 takes processors younger than itself for old ones.
TRAIN := OMP_WAIT_POLICY=passive $(if $(shell grep -m1 -o avx512vl /proc/cpuinfo),OPENBLAS_CORETYPE=SKYLAKEX) $(OUT)/bin/train $(OUT)

model: $(OUT)/start.bin $(OUT)/train.txt $(OUT)/fonts.tsv $(OUT)/bin/train
	$(TRAIN) --steps $(STEPS) --minutes $(MINUTES)
	$(PYTHON) $(HERE)/ship.py $(OUT)/current.weights config/models

model-judge: $(OUT)/bin/train $(OUT)/fonts.tsv
	$(TRAIN) --judge $(OUT)/current.weights --lines 1000

$(OUT)/alphabet.tsv: $(HERE)/alphabet.py $(HERE)/symbols.tsv $(HERE)/more.tsv
	@mkdir -p $(OUT)
	$(PYTHON) $< $@
$(OUT)/start.bin: $(HERE)/start.py $(OUT)/alphabet.tsv
	$(PYTHON) $< $@
$(OUT)/train.txt: $(HERE)/text.py $(OUT)/alphabet.tsv
	$(PYTHON) $< --out $(OUT) --lines 900000 --thin 0.25
$(OUT)/fonts.tsv: $(HERE)/fonts.tsv
	cp $< $@
$(OUT)/obj/%.o: $(HERE)/%.c $(wildcard $(HERE)/*.h)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_model) $(if $(filter net layers,$*),-ffast-math) $$(pkg-config --cflags freetype2 lept) -c -o $@ $<
LINES := lines degrade glyphs
$(OUT)/bin/train: $(patsubst %,$(OUT)/obj/%.o,train judge material net layers ctc $(LINES))
$(OUT)/bin/preview: $(patsubst %,$(OUT)/obj/%.o,preview $(LINES))
$(OUT)/bin/%:
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_model) -o $@ $^ $$(pkg-config --libs freetype2 lept) -lopenblas -lm

.PHONY: model model-judge
