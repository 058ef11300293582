# Sillok: from a bad scan to a record that can be trusted.
#
#   make corpus    install what is missing, build, ingest corpus/samples into corpus/build
#   make test      the same set-up, then every test
#   make           build only          make install PREFIX=/usr/local DESTDIR=
#   make SAN=address,undefined test    with sanitizers
#   make golden-renew                  take what rooms 3 to 5 write now as expected
#   make model                         train the line models of config/models (hours); see config/models/make/model.mk
#   make bench-tables                  what becomes of damaged values in ranking tables: mended, flagged, silent (BENCH=--help: options)
#   make bench-engine                  the driver: pages a second by 1 and 2 workers, what is not recognition, memory of a long paper, rebuilds of 10,000 papers, the wall
#   make torture                       every fault in every room, kill -9 at 200 moments (KILLS=, SEED=): the bytes of an undisturbed run
#   make bench-text                    how fast rooms 3 to 5 are on a paper of 500 pages (BENCH=--help: options)
#   make bench-extract                 places, organizations and dates of room 4 on sentences marked by others (BENCH=--help: options)
#   make calibrate                     config/rules/ocr-trust.tsv anew, after a line model or room 2 has changed (CALIBRATE=--few: a third of the pages)
#   make bench-model                   how well each line model reads Korean pages (BENCH=--help: options)
#   make bench-ocr [PAGES=05,08]       Sillok beside plain Tesseract on the same pages: errors, tables, CPU, memory (BENCH=--help)
#
# Built programs stand in build/bin, objects in build/obj. With SAN= all goes to build-san/.

.DEFAULT_GOAL := all
SHELL   := /bin/sh
CC      ?= cc
PREFIX  ?= /usr/local
SAN     ?=
BUILD   := $(if $(SAN),build-san,build)
BIN     := $(BUILD)/bin
PKG_CONFIG ?= pkg-config

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wformat=2 $(if $(CI),-Werror)
CFLAGS ?= -O2 -g
SANFLAGS := $(if $(SAN),-fsanitize=$(SAN) -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
BASE := -std=c11 -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 $(WARN) -Iinclude -MMD -MP

# Rooms in the order of the flow. Foreign libraries live in few rooms (design, section 5).
ROOMS := 1-intake 2-ocr 3-text 4-extract 5-publish
PKG_core      := icu-uc icu-i18n libxml-2.0 jansson libcrypto inih libseccomp
PKG_1-intake  := libqpdf poppler-glib lept libtiff-4
PKG_2-ocr     := tesseract lept
PKG_3-text    :=
PKG_4-extract :=
PKG_5-publish := sqlite3
PKG_sillok    := sqlite3
PKG_export    := libqpdf lept

# Rooms of many files have parts; a part knows the headers of its room.
PARTS_4-extract := names tables text
PARTS_5-publish := tei data reader
parts = pipeline/$(1) $(addprefix pipeline/$(1)/,$(PARTS_$(1)))

# Asked of pkg-config once; not for the goals that first install what is missing.
ifneq ($(filter-out setup corpus test torture bench-engine model model-judge bench-model bench-ocr bench-text bench-extract bench-tables calibrate clean,$(or $(MAKECMDGOALS),all)),)
include $(BUILD)/pkg.mk
endif
$(BUILD)/pkg.mk: Makefile
	@mkdir -p $(BUILD)
	@$(PKG_CONFIG) --print-errors --exists $(sort $(foreach p,core $(ROOMS) sillok export,$(PKG_$(p)))) || \
	  { echo "a library is missing: run make setup (or see config/packages.tsv)" >&2; exit 4; }
	@{ $(foreach p,core $(ROOMS) sillok export,$(if $(PKG_$(p)),\
	  echo "CFLAGS_$(p) := $$($(PKG_CONFIG) --cflags $(PKG_$(p)) | sed 's/-I/-isystem /g')"; \
	  echo "LIBS_$(p) := $$($(PKG_CONFIG) --libs $(PKG_$(p)))";)) } >$@.tmp && mv $@.tmp $@

CORE_SRC := $(wildcard pipeline/core/*.c)
CORE_OBJ := $(CORE_SRC:%.c=$(BUILD)/obj/%.o)
CORE_LIB := $(BUILD)/lib/libsillok.a

PROGRAMS := $(BIN)/sillok $(foreach r,$(ROOMS),$(BIN)/sillok-$(word 2,$(subst -, ,$(r)))) $(BIN)/sillok-export

# The tokenizer of the full text for sqlite3 itself (.load build/lib/sillok_fts5).
EXTENSION := $(BUILD)/lib/sillok_fts5.so
EXTENSION_SRC := pipeline/core/extension/sillok_fts5.c $(addprefix pipeline/core/,tokens.c text.c err.c mem.c)

all: $(PROGRAMS) $(EXTENSION)

$(EXTENSION): $(EXTENSION_SRC) $(wildcard include/sillok/*.h) | $(BUILD)/pkg.mk
	@mkdir -p $(@D)
	$(CC) $(filter-out -MMD -MP,$(BASE)) $(CFLAGS) $(SANFLAGS) $(LDFLAGS) -fPIC -fvisibility=hidden -shared $(CFLAGS_core) $(CFLAGS_5-publish) -o $@ $(EXTENSION_SRC) $(LIBS_core)

$(CORE_LIB): $(CORE_OBJ)
	@mkdir -p $(@D)
	@rm -f $@
	$(AR) rcs $@ $^

# One rule a room: all but main.c goes into a library, so that a test can link it.
define room
$(1)_SRC := $$(wildcard $$(addsuffix /*.c,$$(call parts,$(1))))
$(1)_OBJ := $$($(1)_SRC:%.c=$$(BUILD)/obj/%.o)
$$(BUILD)/lib/room-$(1).a: $$(filter-out %/main.o,$$($(1)_OBJ))
	@mkdir -p $$(@D)
	@rm -f $$@
	$$(AR) rcs $$@ $$^
$$(BIN)/$(2): $$(BUILD)/obj/pipeline/$(1)/main.o $$(BUILD)/lib/room-$(1).a $$(CORE_LIB)
	@mkdir -p $$(@D)
	$$(CC) $$(CFLAGS) $$(SANFLAGS) $$(LDFLAGS) -o $$@ $$^ $$(LIBS_$(1)) $$(LIBS_core) -lm
$$(BUILD)/id/$(1).h: $(wildcard include/sillok/*.h pipeline/core/*.c $(foreach d,$(call parts,$(1)),$(d)/*.c $(d)/*.h))
	@mkdir -p $$(@D)
	@printf '#define SIL_BUILD "%s"\n' "$$$$(cat $$(sort $$^) | sha256sum | cut -c1-8)" >$$@
$$(BUILD)/obj/pipeline/$(1)/main.o: $$(BUILD)/id/$(1).h
$$(BUILD)/obj/pipeline/$(1)/main.o: ID := -include $$(BUILD)/id/$(1).h
$$(BUILD)/obj/pipeline/$(1)/%.o: pipeline/$(1)/%.c | $(BUILD)/pkg.mk
	@mkdir -p $$(@D)
	$$(CC) $$(BASE) $$(ID) $$(CFLAGS) $$(SANFLAGS) $$(CFLAGS_core) $$(CFLAGS_$(1)) $$(addprefix -I,$$(call parts,$(1))) -c -o $$@ $$<
endef
$(foreach r,$(ROOMS),$(eval $(call room,$(r),sillok-$(word 2,$(subst -, ,$(r))))))
$(eval $(call room,sillok,sillok))

# Papers in the formats of other programs (sillok export): beside room 5, whose layers do not depend on it.
EXPORT_OBJ := $(patsubst %.c,$(BUILD)/obj/%.o,$(wildcard pipeline/5-publish/export/*.c))
$(BUILD)/obj/pipeline/5-publish/export/%.o: pipeline/5-publish/export/%.c | $(BUILD)/pkg.mk
	@mkdir -p $(@D)
	$(CC) $(BASE) $(CFLAGS) $(SANFLAGS) $(CFLAGS_core) $(CFLAGS_export) $(addprefix -I,$(call parts,5-publish)) -c -o $@ $<
$(BIN)/sillok-export: $(EXPORT_OBJ) $(BUILD)/lib/room-5-publish.a $(CORE_LIB)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(SANFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS_export) $(LIBS_core) -lm

$(BUILD)/obj/pipeline/core/%.o: pipeline/core/%.c | $(BUILD)/pkg.mk
	@mkdir -p $(@D)
	$(CC) $(BASE) $(CFLAGS) $(SANFLAGS) $(CFLAGS_core) -c -o $@ $<

# Unit tests: tests/unit/<room>/test_*.c, each a cmocka program linked with that room and the core.
UNIT_SRC := $(wildcard tests/unit/*/test_*.c)
UNIT_BIN := $(UNIT_SRC:tests/unit/%.c=$(BUILD)/unit/%)
$(BUILD)/obj/tests/unit/%.o: tests/unit/%.c | $(BUILD)/pkg.mk
	@mkdir -p $(@D)
	$(CC) $(BASE) $(CFLAGS) $(SANFLAGS) $(CFLAGS_core) $(CFLAGS_$(word 1,$(subst /, ,$*))) $(addprefix -I,$(call parts,$(word 1,$(subst /, ,$*)))) -c -o $@ $<
define unit
$$(BUILD)/unit/$(1)/test_%: $$(BUILD)/obj/tests/unit/$(1)/test_%.o $(if $(filter-out core,$(1)),$$(BUILD)/lib/room-$(1).a) $$(CORE_LIB)
	@mkdir -p $$(@D)
	$$(CC) $$(CFLAGS) $$(SANFLAGS) $$(LDFLAGS) -o $$@ $$^ $$(LIBS_$(1)) $$(LIBS_core) -lcmocka -lm
endef
$(foreach r,core $(ROOMS) sillok,$(eval $(call unit,$(r))))
.SECONDARY:

unit: $(UNIT_BIN)

# ---- the two commands ----------------------------------------------------------------------------------------------
setup:
	@sh config/setup.sh

corpus: setup
	@$(MAKE) --no-print-directory -s all
	@sh corpus/make-corpus.sh $(BIN)

test: setup
	@$(MAKE) --no-print-directory -s all unit
	@sh tests/run.sh $(BUILD)

golden-renew: all
	@sh tests/golden/run.sh $(BUILD) --renew

model model-judge:
	@sh config/setup.sh build run model
	@$(MAKE) --no-print-directory -f config/models/make/model.mk $@

calibrate:
	@sh config/setup.sh build run test bench
	@$(MAKE) --no-print-directory -s all
	@/usr/bin/python3 -B tests/bench/calibrate.py $(BUILD) $(CALIBRATE)

bench-model:
	@sh config/setup.sh build run test bench
	@$(MAKE) --no-print-directory -s all
	@/usr/bin/python3 -B tests/bench/bench.py $(BUILD) $(BENCH)

bench-ocr:
	@sh config/setup.sh build run test bench
	@$(MAKE) --no-print-directory -s all
	@/usr/bin/python3 -B tests/bench/ocr.py $(BUILD) $(if $(PAGES),--pages $(PAGES)) $(BENCH)

bench-engine:
	@sh config/setup.sh
	@$(MAKE) --no-print-directory -s all
	@/usr/bin/python3 -B tests/bench/engine.py $(BUILD) $(BENCH)

# Every fault in every room (tests/fault), and 200 kills: KILLS=, SEED= for others.
torture:
	@sh config/setup.sh
	@$(MAKE) --no-print-directory -s all
	@FAULTS=--all KILLS=$(or $(KILLS),200) SEED=$(or $(SEED),1) sh tests/fault/run.sh $(BUILD)

bench-text:
	@sh config/setup.sh build run test
	@$(MAKE) --no-print-directory -s all
	@$(MAKE) --no-print-directory -s $(BUILD)/bench/matcher
	@[ -d corpus/build/docs ] || $(BIN)/sillok ingest -q -C corpus/build corpus/samples/papers
	@/usr/bin/python3 -B tests/bench/text.py $(BUILD) $(BENCH)

$(BUILD)/bench/matcher: tests/bench/matcher.c $(BUILD)/lib/room-4-extract.a $(CORE_LIB)
	@mkdir -p $(@D)
	$(CC) $(BASE) $(CFLAGS) $(SANFLAGS) $(CFLAGS_core) -Ipipeline/4-extract -o $@ $^ $(LIBS_core) -lm

bench-extract: all
	@/usr/bin/python3 -B tests/bench/ner.py $(BUILD) $(BENCH)

bench-tables:
	@sh config/setup.sh build run test
	@$(MAKE) --no-print-directory -s all
	@/usr/bin/python3 -B tests/bench/faults.py $(BUILD) $(BENCH)

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/sillok
	install -m 755 $(PROGRAMS) $(DESTDIR)$(PREFIX)/bin
	install -d $(DESTDIR)$(PREFIX)/lib/sillok
	install -m 644 $(EXTENSION) $(DESTDIR)$(PREFIX)/lib/sillok
	cp -R config $(DESTDIR)$(PREFIX)/share/sillok/

clean:
	rm -rf build build-san

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
.PHONY: all unit setup corpus test torture bench-engine golden-renew model model-judge bench-model calibrate bench-ocr bench-text bench-extract bench-tables install clean
