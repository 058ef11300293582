/* driver/main.c: the command people type. One table of commands; options common to all. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sillok.h"
#include "sillok/log.h"
#include "sillok/room.h"

static const command commands[] = {
    {"ingest", "[-C CORPUS] [-j N] PATH...", "add papers (files or folders) and bring the corpus up to date", cmd_ingest},
    {"rebuild", "[-C CORPUS] [-j N] [--dry-run] [--retry]", "redo what is stale, nothing else", cmd_rebuild},
    {"status", "[-C CORPUS] [--json]", "what is there, what is stale, what failed and why", cmd_status},
    {"evaluate", "-C CORPUS [--json] TRUTH", "precision, recall, F1 and ranking values against truth you wrote", cmd_evaluate},
    {"verify", "[-C CORPUS] [--json]", "every byte, every layer's chain, every key, every row's way back to its page", cmd_verify},
    {"search", "[-C CORPUS] [--limit N] [--json] WORDS", "full text in three scripts; city:서울, org:UNESCO", cmd_search},
    {"correct", "[-C CORPUS] [PATCH...]", "file a person's corrections; without PATCH: what became of each", cmd_correct},
    {"export", "-C CORPUS --to FORMAT [--out DIR] [ID...]", "as searchable pdf, hocr, page, mets or iiif", cmd_export},
    {"doctor", "", "libraries, models, dictionaries: what is there, what is missing", cmd_doctor},
    {"settings", "[-C CORPUS]", "every setting with its range, default and meaning", cmd_settings},
};
enum { N = sizeof commands / sizeof *commands };

static void usage(FILE *to)
{
    fputs("sillok: from a bad scan to a record that can be trusted\n\n", to);
    for (int i = 0; i < N; i++)
        fprintf(to, "  sillok %-9s%-42s %s\n", commands[i].name, commands[i].arguments, commands[i].summary);
    fputs("\n"
          "  -C, --directory CORPUS     the corpus (default: the current folder)\n"
          "  -j, --jobs N               workers (default: one a core)\n"
          "  -l, --languages LANGS      kor+chi_tra+eng as Tesseract's users know them (default: auto)\n"
          "  -o KEY=VALUE               a setting for this run; config/sillok.ini lists them\n"
          "      --retry                try again what failed before\n"
          "      --shard I/N            rebuild: the Ith of N shares of the papers; a rebuild without it, behind them all, writes the datasets\n"
          "      --progress auto|always|never    --log-format plain|json    -q, -v\n"
          "      --config DIR, --help, --version\n\n"
          "exit: 0 all done, 1 some papers or pages failed (they are named), 2 usage or settings, 3 nothing usable came in,\n"
          "      4 a library, model or dictionary is missing, 5 a fault of our own, 6 the disk, 130 interrupted\n\n"
          "example: sillok ingest -C corpus/build papers/\n",
          to);
}

enum { O_CONFIG = 256, O_RETRY, O_SHARD, O_JSON, O_DRY, O_PROGRESS, O_LOG, O_LIMIT, O_TO, O_OUT, O_BASE, O_HELP, O_VERSION };
static const struct option long_options[] = {
    {"directory", required_argument, NULL, 'C'}, {"jobs", required_argument, NULL, 'j'},     {"languages", required_argument, NULL, 'l'},
    {"config", required_argument, NULL, O_CONFIG}, {"retry", no_argument, NULL, O_RETRY}, {"shard", required_argument, NULL, O_SHARD},   {"json", no_argument, NULL, O_JSON},
    {"dry-run", no_argument, NULL, O_DRY},       {"progress", required_argument, NULL, O_PROGRESS},
    {"log-format", required_argument, NULL, O_LOG}, {"help", no_argument, NULL, O_HELP},    {"version", no_argument, NULL, O_VERSION},
    {"quiet", no_argument, NULL, 'q'},           {"verbose", no_argument, NULL, 'v'},   {"limit", required_argument, NULL, O_LIMIT},
    {"to", required_argument, NULL, O_TO},       {"out", required_argument, NULL, O_OUT},   {"base", required_argument, NULL, O_BASE},         {NULL, 0, NULL, 0}};

static bool choose_progress(driver *d, const char *word)
{
    static const char *const words[] = {"auto", "always", "never"};
    for (int i = 0; i < 3; i++)
        if (strcmp(word, words[i]) == 0) {
            d->progress = (progress_mode)i;
            return true;
        }
    fprintf(stderr, "sillok: --progress is auto, always or never, not \"%s\"\n", word);
    return false;
}

/* -1 go on, else the exit code. */
static int parse(driver *d, int argc, char **argv)
{
    for (int c; (c = getopt_long(argc, argv, "C:j:l:o:qv", long_options, NULL)) != -1;) {
        switch (c) {
        case 'C': d->corpus = optarg; break;
        case 'j':
            d->jobs = (int)strtol(optarg, NULL, 10);
            if (d->jobs < 1 || d->jobs > 64) {
                fprintf(stderr, "sillok: -j %s: a number of workers from 1 to 64\n", optarg);
                return 2;
            }
            break;
        case 'l':
            d->sets[d->n_sets++] = sil_sprintf(d->arena, "ocr.languages=%s", optarg);
            break;
        case 'o': d->sets[d->n_sets++] = optarg; break;
        case 'q': d->quiet++; break;
        case 'v': d->verbose++; break;
        case O_CONFIG: d->config = optarg; break;
        case O_RETRY: d->retry = true; break;
        case O_SHARD: {
            char rest;
            if (sscanf(optarg, "%d/%d%c", &d->shard, &d->shards, &rest) != 2 || d->shards < 1 || d->shards > 100000 || d->shard < 1 || d->shard > d->shards) {
                fprintf(stderr, "sillok: --shard %s: write it as I/N, the Ith of N shares, as 2/8\n", optarg);
                return 2;
            }
            break;
        }
        case O_JSON: d->json = true; break;
        case O_DRY: d->dry_run = true; break;
        case O_PROGRESS:
            if (!choose_progress(d, optarg))
                return 2;
            break;
        case O_LOG: d->json = strcmp(optarg, "json") == 0; break;
        case O_TO: d->to = optarg; break;
        case O_OUT: d->out = optarg; break;
        case O_BASE: d->base = optarg; break;
        case O_LIMIT:
            d->limit = (int)strtol(optarg, NULL, 10);
            if (d->limit < 0 || (d->limit == 0 && strcmp(optarg, "0") != 0)) {
                fprintf(stderr, "sillok: --limit %s: a number of places, 0 for all\n", optarg);
                return 2;
            }
            break;
        case O_HELP: usage(stdout); return 0;
        case O_VERSION: printf("sillok %s\n", SIL_VERSION); return 0;
        default: fputs("see sillok --help\n", stderr); return 2;
        }
    }
    d->paths = argv + optind;
    d->n_paths = (size_t)(argc - optind);
    return -1;
}

/* Settings as the rooms will read them, so that a mistake is told once and before anything starts. */
static sil_status settle(driver *d, sil_err *err)
{
    sil_status s = d->config ? SIL_OK : sil_config_dir(d->arena, &d->config, err);
    const char *const dirs[] = {d->config, d->corpus};
    for (int i = 0; !s && i < 2; i++) {
        char *ini = sil_sprintf(d->arena, "%s/sillok.ini", dirs[i]);
        s = ini ? sil_settings_read(d->settings, ini, err) : sil_fail(err, SIL_NOMEM, "no memory for the settings");
    }
    for (size_t i = 0; !s && i < d->n_sets; i++) {
        char *key = sil_strdup(d->arena, d->sets[i]), *eq = key ? strchr(key, '=') : NULL;
        if (!eq)
            return sil_fail(err, SIL_USAGE, "-o %s: write it as section.key=value", d->sets[i]);
        *eq = '\0';
        s = sil_settings_set(d->settings, key, eq + 1, err);
    }
    char exe[4096];
    ssize_t n = s ? 0 : readlink("/proc/self/exe", exe, sizeof exe - 1);
    if (n > 0) {
        exe[n] = '\0';
        *strrchr(exe, '/') = '\0';
        d->bin = sil_strdup(d->arena, exe);
    }
    if (!s && !d->bin)
        s = sil_fail(err, SIL_IO, "cannot find this program's own folder");
    return s;
}

int main(int argc, char **argv)
{
    sil_log_open("sillok", SIL_LOG_INFO, false);
    setenv("OMP_THREAD_LIMIT", "1", 1); /* before any room starts: OpenMP busy-waits and costs many times the CPU */
    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        usage(argc < 2 ? stderr : stdout);
        return argc < 2 ? 2 : 0;
    }
    const command *cmd = NULL;
    for (int i = 0; i < N; i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            cmd = &commands[i];
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    driver d = {.corpus = ".", .limit = 100, .jobs = cores < 1 ? 1 : cores > 64 ? 64 : (int)cores, .arena = sil_arena_new(0), .settings = sil_settings_new()};
    sil_err err = {.code = SIL_OK};
    int code = 5;
    d.sets = d.arena ? sil_alloc(d.arena, ((size_t)argc + 1) * sizeof *d.sets) : NULL;
    if (d.sets && d.settings) {
        code = cmd ? parse(&d, argc - 1, argv + 1) : argv[1][0] == '-' ? parse(&d, argc, argv) : -1;
        if (code < 0 && !cmd) {
            fprintf(stderr, "sillok: there is no command \"%s\"; see sillok --help\n", argv[1]);
            code = 2;
        }
        if (code < 0) {
            sil_log_open("sillok", d.quiet > 1 ? SIL_LOG_ERROR : SIL_LOG_INFO, d.json && cmd->run != cmd_status && cmd->run != cmd_evaluate && cmd->run != cmd_verify && cmd->run != cmd_search);
            if (settle(&d, &err)) {
                sil_log(SIL_LOG_ERROR, "%s", err.text);
                code = sil_exit_code(err.code);
            } else {
                code = cmd->run(&d, &err);
            }
        }
    }
    sil_settings_free(d.settings);
    sil_arena_free(d.arena);
    return code;
}
