/* core/room.c: what makes a room a program: command line, settings, recipe, failure layers, worker protocol. */
#include "sillok/room.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sillok/file.h"
#include "sillok/json.h"
#include "sillok/log.h"

sil_status sil_config_dir(sil_arena *a, char **dir, sil_err *err)
{
    const char *env = getenv("SILLOK_CONFIG");
    if (env && *env) {
        *dir = sil_strdup(a, env);
    } else {
        char exe[4096];
        ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
        if (n < 0)
            return sil_fail(err, SIL_IO, "cannot find this program's own place: %s; set SILLOK_CONFIG", strerror(errno));
        exe[n] = '\0';
        char *slash = strrchr(exe, '/');
        if (slash)
            *slash = '\0';
        *dir = sil_sprintf(a, "%s/../share/sillok/config", exe);
        if (*dir && !sil_is_dir(*dir))
            *dir = sil_sprintf(a, "%s/../../config", exe);
    }
    if (!*dir)
        return sil_fail(err, SIL_NOMEM, "no memory for the settings");
    if (!sil_is_dir(*dir))
        return sil_fail(err, SIL_LIBRARY, "there is no folder config at %s; set SILLOK_CONFIG or --config to where it is", *dir);
    char *real = realpath(*dir, NULL);
    if (real) {
        *dir = sil_strdup(a, real);
        free(real);
    }
    return *dir ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory for the settings");
}

sil_status sil_room_head(sil_arena *a, const sil_room_ctx *ctx, sil_layer layer, const char *doc_id, int page, const char *failed, char **head, sil_err *err)
{
    char input[SIL_SHA_LEN];
    sil_status s = sil_layer_input(ctx->corpus, doc_id, layer, page, input, err);
    return s ? s : sil_head_make(a, ctx->recipe, input, failed, head, err);
}

/* The recipe: name, version, hash of the settings, hash of every file the layers depend on. */
static sil_status make_recipe(sil_arena *a, const sil_room *room, const char *build, sil_room_ctx *ctx, sil_err *err)
{
    static const char *const none[] = {NULL};
    char sha[SIL_SHA_LEN], **names = NULL;
    size_t n = 0;
    sil_status s = sil_settings_hash(ctx->settings, room->sections ? room->sections : none, sha, err);
    if (!s && room->files)
        s = room->files(a, ctx, &names, &n, err);
    if (s)
        return s;
    json_t *j = json_object(), *files = json_object();
    json_object_set_new(j, "room", json_string(room->name));
    json_object_set_new(j, "sillok", json_sprintf(*build ? "%s+%s" : "%s", SIL_VERSION, build));
    json_object_set_new(j, "settings", json_string(sha));
    for (size_t i = 0; !s && i < n; i++) {
        char *path = names[i][0] == '/' ? names[i] : sil_sprintf(a, "%s/%s", ctx->config, names[i]);
        s = path ? sil_sha256_file(path, sha, err) : sil_fail(err, SIL_NOMEM, "no memory for the recipe");
        if (s == SIL_IO)
            s = err->code = SIL_LIBRARY; /* a model or table that is not there */
        const char *slash = names[i][0] == '/' ? strrchr(names[i], '/') + 1 : names[i]; /* no path of this machine in a layer */
        json_object_set_new(files, slash, json_string(sha));
    }
    json_object_set_new(j, "files", files);
    ctx->recipe = sil_json_dump(a, j);
    json_decref(j);
    if (s)
        return s;
    return ctx->recipe ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory for the recipe");
}

/* One job. 0 done, 1 failed and written down as such, -1 nothing written. */
static int do_job(const sil_room *room, sil_room_ctx *ctx, const char *target, int page, sil_err *err)
{
    err->code = SIL_OK;
    err->text[0] = '\0';
    sil_status s = room->run(ctx, target, page, err);
    if (s == SIL_OK)
        return 0;
    if ((s == SIL_FORMAT || s == SIL_LIMIT) && room->fail) {
        sil_err second;
        if (room->fail(ctx, target, page, err->text, &second) == SIL_OK)
            return 1;
        *err = second;
    }
    return -1;
}

static void answer(const char *target, int page, int result, const sil_err *err)
{
    static const char *const words[] = {"error", "ok", "failed"};
    sil_buf b = {.limit = 1 << 20};
    sil_buf_puts(&b, "{\"target\":");
    sil_json_put(&b, target);
    sil_buf_printf(&b, ",\"page\":%d,\"status\":\"%s\",\"code\":%d,\"message\":", page, words[result + 1], result ? sil_exit_code(err->code) : 0);
    sil_json_put(&b, result ? err->text : "");
    sil_buf_puts(&b, "}\n");
    if (!b.failed)
        fwrite(b.data, 1, b.len, stdout);
    fflush(stdout);
    sil_buf_free(&b);
}

/* The target of a job: as it is, or in hex digits where it is a path, which may be any bytes. NULL: there is none. */
static char *job_target(sil_arena *a, const json_t *j)
{
    const char *hex = json_string_value(json_object_get(j, "target_hex"));
    if (!hex)
        return sil_json_text_or_null(a, j, "target");
    size_t n = strlen(hex);
    char *out = n % 2 || strspn(hex, "0123456789abcdef") != n ? NULL : sil_alloc(a, n / 2 + 1);
    for (size_t i = 0; out && i < n; i += 2) {
        char two[3] = {hex[i], hex[i + 1], '\0'};
        out[i / 2] = (char)strtol(two, NULL, 16);
    }
    return out;
}

static int serve(const sil_room *room, sil_room_ctx *ctx)
{
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;
    int code = 0;
    while ((n = getline(&line, &cap, stdin)) > 0) {
        json_t *j = NULL;
        sil_err err;
        if (sil_json_parse(line, (size_t)n, "a job", &j, &err)) {
            sil_log(SIL_LOG_ERROR, "%s", err.text);
            code = 2;
            break;
        }
        sil_arena *a = sil_arena_new(0);
        char *target = a ? job_target(a, j) : NULL;
        int page = sil_json_int(j, "page", 0), r = target ? do_job(room, ctx, target, page, &err) : -1;
        if (!target)
            sil_fail(&err, a ? SIL_USAGE : SIL_NOMEM, a ? "a job without a target" : "no memory for a job");
        answer(target && !json_object_get(j, "target_hex") ? target : "", page, r, &err);
        sil_arena_free(a);
        json_decref(j);
    }
    free(line);
    return code;
}

static int each_target(const sil_room *room, sil_room_ctx *ctx, char **targets, int n, int page, const char *mark)
{
    int code = 0;
    for (int i = 0; i < n; i++) {
        sil_err err = {.code = SIL_OK};
        int r;
        if (mark)
            r = room->fail && room->fail(ctx, targets[i], page, mark, &err) == SIL_OK ? 0 : -1;
        else
            r = do_job(room, ctx, targets[i], page, &err);
        if (r)
            sil_log(r == 1 ? SIL_LOG_WARN : SIL_LOG_ERROR, "%s: %s", targets[i], err.text); /* what is written down the driver tells */
        int c = r == 0 ? 0 : r == 1 ? 1 : sil_exit_code(err.code);
        if (c > code)
            code = c;
        if (c == 4 || c == 5 || c == 6) /* not the paper's fault: the next would end the same way */
            break;
    }
    return code;
}

static void usage(const sil_room *room, FILE *to)
{
    fprintf(to,
            "sillok-%s: %s\n\n"
            "  sillok-%s [options] TARGET...\n\n"
            "  -C, --directory CORPUS   the corpus (default: the current folder)\n"
            "  -o KEY=VALUE             a setting for this run, as ocr.page_seconds=60\n"
            "      --page N             one page only\n"
            "      --config DIR         folder of config/\n"
            "      --recipe             print what the layers are made from, and stop\n"
            "      --corpus             the work on the corpus as a whole, after the papers\n"
            "      --mark-failed WHY    write the layers of TARGET as failed\n"
            "      --serve              take jobs from stdin, a JSON line each\n"
            "  -q, -v                   fewer, more messages;  --log-format plain|json\n"
            "      --help, --version\n\n"
            "example: sillok-%s -C corpus/build %s\n",
            room->name, room->summary, room->name, room->name, room->layer == SIL_LAYER_SOURCE ? "paper.pdf" : "paper-0a1b2c3d");
}

typedef struct options {
    const char *corpus, *config, *mark;
    int page, quiet, verbose;
    bool recipe, serve, whole, json;
} options;

enum { O_CONFIG = 256, O_PAGE, O_RECIPE, O_CORPUS, O_MARK, O_SERVE, O_LOG, O_HELP, O_VERSION };
static const struct option long_options[] = {
    {"directory", required_argument, NULL, 'C'}, {"config", required_argument, NULL, O_CONFIG},
    {"page", required_argument, NULL, O_PAGE},   {"recipe", no_argument, NULL, O_RECIPE},
    {"corpus", no_argument, NULL, O_CORPUS},     {"mark-failed", required_argument, NULL, O_MARK},
    {"serve", no_argument, NULL, O_SERVE},       {"log-format", required_argument, NULL, O_LOG},
    {"help", no_argument, NULL, O_HELP},         {"version", no_argument, NULL, O_VERSION},
    {NULL, 0, NULL, 0}};

/* -1 go on, else the exit code. -o settings are kept for after the settings files: in `sets`. */
static int parse(const sil_room *room, int argc, char **argv, options *o, const char **sets, size_t *n_sets)
{
    for (int c; (c = getopt_long(argc, argv, "C:o:qv", long_options, NULL)) != -1;) {
        switch (c) {
        case 'C': o->corpus = optarg; break;
        case 'o': sets[(*n_sets)++] = optarg; break;
        case 'q': o->quiet++; break;
        case 'v': o->verbose++; break;
        case O_CONFIG: o->config = optarg; break;
        case O_PAGE: o->page = (int)strtol(optarg, NULL, 10); break;
        case O_RECIPE: o->recipe = true; break;
        case O_CORPUS: o->whole = true; break;
        case O_MARK: o->mark = optarg; break;
        case O_SERVE: o->serve = true; break;
        case O_LOG: o->json = strcmp(optarg, "json") == 0; break;
        case O_HELP: usage(room, stdout); return 0;
        case O_VERSION: printf("sillok-%s %s\n", room->name, SIL_VERSION); return 0;
        default: usage(room, stderr); return 2;
        }
    }
    return -1;
}

static sil_status load_settings(sil_arena *a, const char *config, const char *corpus, const char **sets, size_t n, sil_settings *s, sil_err *err)
{
    const char *const dirs[] = {config, corpus};
    for (int i = 0; i < 2; i++) {
        char *path = sil_sprintf(a, "%s/sillok.ini", dirs[i]);
        sil_status st = path ? sil_settings_read(s, path, err) : sil_fail(err, SIL_NOMEM, "no memory for the settings");
        if (st)
            return st;
    }
    for (size_t i = 0; i < n; i++) {
        const char *eq = strchr(sets[i], '=');
        if (!eq)
            return sil_fail(err, SIL_USAGE, "-o %s: write it as section.key=value", sets[i]);
        char *key = sil_strndup(a, sets[i], (size_t)(eq - sets[i]));
        sil_status st = key ? sil_settings_set(s, key, eq + 1, err) : sil_fail(err, SIL_NOMEM, "no memory for the settings");
        if (st)
            return st;
    }
    return SIL_OK;
}

static int work(const sil_room *room, sil_room_ctx *ctx, const options *o, char **targets, int n, sil_err *err)
{
    if (!o->mark && room->open && room->open(ctx, err)) {
        sil_log(SIL_LOG_ERROR, "%s", err->text);
        return sil_exit_code(err->code);
    }
    int code = 0;
    if (o->serve)
        code = serve(room, ctx);
    else if (n)
        code = each_target(room, ctx, targets, n, o->page, o->mark);
    if (o->whole && code < 2) {
        if (!room->corpus)
            sil_fail(err, SIL_USAGE, "this room has no work on the corpus as a whole");
        if (!room->corpus || room->corpus(ctx, err)) {
            sil_log(SIL_LOG_ERROR, "%s", err->text);
            code = sil_exit_code(err->code);
        }
    }
    if (room->close && !o->mark)
        room->close(ctx);
    return code;
}

int sil_room_start(const sil_room *room, const char *build, int argc, char **argv)
{
    options o = {.corpus = "."};
    char program[64];
    snprintf(program, sizeof program, "sillok-%s", room->name);
    sil_log_open(program, SIL_LOG_INFO, false);
    const char **sets = calloc((size_t)argc + 1, sizeof *sets);
    sil_arena *a = sil_arena_new(0);
    sil_settings *settings = sil_settings_new();
    sil_err err = {.code = SIL_OK};
    int code = 5;
    if (sets && a && settings) {
        size_t n_sets = 0;
        code = parse(room, argc, argv, &o, sets, &n_sets);
        if (code < 0) {
            sil_log_open(program, o.quiet ? SIL_LOG_ERROR : o.verbose ? SIL_LOG_DEBUG : SIL_LOG_INFO, o.json);
            sil_room_ctx ctx = {.corpus = o.corpus, .settings = settings};
            char *config = sil_strdup(a, o.config);
            sil_status s = config ? SIL_OK : sil_config_dir(a, &config, &err);
            ctx.config = config;
            if (!s)
                s = load_settings(a, config, o.corpus, sets, n_sets, settings, &err);
            if (!s)
                s = make_recipe(a, room, build, &ctx, &err);
            if (!s && !o.recipe && !o.serve && !o.whole && optind == argc)
                s = sil_fail(&err, SIL_USAGE, "name a TARGET, or see sillok-%s --help", room->name);
            if (!s && !o.recipe)
                s = sil_mkdirs(o.corpus, &err);
            if (s) {
                sil_log(SIL_LOG_ERROR, "%s", err.text);
                code = sil_exit_code(s);
            } else if (o.recipe) {
                puts(ctx.recipe);
                code = 0;
            } else {
                code = work(room, &ctx, &o, argv + optind, argc - optind, &err);
            }
        }
    }
    free(sets);
    sil_settings_free(settings);
    sil_arena_free(a);
    return code;
}
