/* sillok-export: papers of a corpus in the formats of other programs. Started by `sillok export`; nothing here is a layer.
 *
 *   sillok-export -C CORPUS --to pdf|hocr|page|mets|iiif [--out DIR] [--base URL] [DOC-ID...]
 *
 * The images in pages/ are bytes that came from outside, so the program reads nothing but the corpus and its libraries and writes below DIR alone. */
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "export.h"
#include "sillok/file.h"
#include "sillok/layer.h"
#include "sillok/log.h"
#include "sillok/wall.h"

static const struct format {
    const char *name, *what;
    export_format *run;
} formats[] = {
    {"pdf", "searchable PDF: the scan and invisible text", export_pdf},
    {"hocr", "hOCR, a file a paper", export_hocr},
    {"page", "PAGE XML, a file a page", export_page_xml},
    {"mets", "METS, a folder a paper with its images and ALTO", export_mets},
    {"iiif", "IIIF Presentation 3 manifest", export_iiif},
};
enum { N = sizeof formats / sizeof *formats };

typedef struct request {
    const char *corpus, *to, *out, *base;
    const struct format *format;
    bool quiet, json;
} request;

static void usage(FILE *to)
{
    fputs("sillok-export -C CORPUS --to FORMAT [--out DIR] [--base URL] [DOC-ID...]\n\n", to);
    for (int i = 0; i < N; i++)
        fprintf(to, "  %-6s%s\n", formats[i].name, formats[i].what);
    fputs("\n--out: default CORPUS/export/FORMAT; no DOC-ID: all papers\n"
          "--base: of the URIs in a IIIF manifest: where the corpus will be served (default http://localhost:8000/)\n"
          "example: sillok export -C corpus/build --to pdf\n",
          to);
}

/* -1 go on, else the exit code. */
static int parse(request *r, int argc, char **argv)
{
    enum { O_TO = 256, O_OUT, O_BASE, O_LOG, O_CONFIG, O_HELP };
    static const struct option options[] = {{"directory", required_argument, NULL, 'C'}, {"to", required_argument, NULL, O_TO}, {"out", required_argument, NULL, O_OUT},
                                            {"base", required_argument, NULL, O_BASE},   {"quiet", no_argument, NULL, 'q'},     {"verbose", no_argument, NULL, 'v'},
                                            {"log-format", required_argument, NULL, O_LOG}, {"config", required_argument, NULL, O_CONFIG}, {"help", no_argument, NULL, O_HELP},
                                            {NULL, 0, NULL, 0}};
    for (int c; (c = getopt_long(argc, argv, "C:qv", options, NULL)) != -1;)
        switch (c) {
        case 'C': r->corpus = optarg; break;
        case O_TO: r->to = optarg; break;
        case O_OUT: r->out = optarg; break;
        case O_BASE: r->base = optarg; break;
        case 'q': r->quiet = true; break;
        case 'v':
        case O_CONFIG: break;
        case O_LOG: r->json = strcmp(optarg, "json") == 0; break;
        case O_HELP: usage(stdout); return 0;
        default: fputs("see sillok-export --help\n", stderr); return 2;
        }
    for (int i = 0; r->to && i < N; i++)
        if (strcmp(formats[i].name, r->to) == 0)
            r->format = &formats[i];
    if (!r->format) {
        fprintf(stderr, "sillok export: --to is pdf, hocr, page, mets or iiif%s%s\n", r->to ? ", not " : "", r->to ? r->to : "; example: sillok export --to pdf");
        return 2;
    }
    if (strncmp(r->base, "http://", 7) != 0 && strncmp(r->base, "https://", 8) != 0) {
        fprintf(stderr, "sillok export: --base %s: it begins with http:// or https:// (IIIF asks for it)\n", r->base);
        return 2;
    }
    return -1;
}

static sil_status put_up_wall(const request *r, const char *out, sil_err *err)
{
    const char *const readable[] = {r->corpus, "/usr/share", "/usr/lib", "/lib", "/etc/ld.so.cache", "/etc/localtime", NULL};
    const sil_wall wall = {.read = readable, .write = out};
    return sil_wall_up(&wall, err);
}

/* One paper. Failures cost the paper alone, but for the disk and memory. */
static sil_status one(const request *r, const char *out, const char *base, const char *id, int *made, sil_err *err)
{
    sil_arena *a = sil_arena_new(0);
    export_paper p = {.out = out, .base = base};
    const char *why = "";
    *made = 0;
    sil_status s = a ? export_paper_read(a, r->corpus, id, &p, err) : sil_fail(err, SIL_NOMEM, "out of memory");
    if (!s)
        s = r->format->run(&p, made, &why, err);
    if (s)
        sil_in(err, "%s: ", id);
    else if (!*made)
        sil_log(SIL_LOG_WARN, "%s: %s", id, why);
    sil_arena_free(a);
    return s;
}

static int work(const request *r, sil_arena *a, char **ids, size_t n)
{
    sil_err err = {.code = SIL_OK};
    const char *out = r->out ? r->out : sil_sprintf(a, "%s/export/%s", r->corpus, r->to);
    size_t len = strlen(r->base);
    const char *base = sil_sprintf(a, "%s%s", r->base, r->base[len - 1] == '/' ? "" : "/");
    sil_status s = out && base ? sil_mkdirs(out, &err) : sil_fail(&err, SIL_NOMEM, "out of memory while starting");
    if (!s && n == 0)
        s = sil_docs(a, r->corpus, &ids, &n, &err);
    if (!s)
        s = put_up_wall(r, out, &err);
    int failed = 0, papers = 0, made;
    for (size_t i = 0; !s && i < n; i++) {
        if (!sil_doc_id_valid(ids[i]) || !sil_is_dir(sil_doc_dir(a, r->corpus, ids[i]))) {
            s = sil_fail(&err, SIL_USAGE, "the corpus has no paper %s; sillok status lists them", ids[i]);
            break;
        }
        s = one(r, out, base, ids[i], &made, &err);
        papers += !s && made > 0;
        if (s == SIL_FORMAT || s == SIL_LIMIT) {
            sil_log(SIL_LOG_ERROR, "%s", err.text);
            failed++;
            s = SIL_OK;
        }
    }
    if (s) {
        sil_log(SIL_LOG_ERROR, "%s", err.text);
        return sil_exit_code(s);
    }
    if (!r->quiet)
        sil_log(SIL_LOG_INFO, "%d papers as %s in %s", papers, r->to, out);
    return failed ? 1 : papers ? 0 : 3;
}

int main(int argc, char **argv)
{
    request r = {.corpus = ".", .base = "http://localhost:8000/"};
    sil_log_open("export", SIL_LOG_INFO, false);
    int code = parse(&r, argc, argv);
    if (code >= 0)
        return code;
    sil_log_open("export", SIL_LOG_INFO, r.json);
    if (!sil_is_dir(r.corpus)) {
        sil_log(SIL_LOG_ERROR, "there is no corpus at %s; sillok ingest makes one", r.corpus);
        return 2;
    }
    sil_arena *a = sil_arena_new(0);
    code = a ? work(&r, a, argv + optind, (size_t)(argc - optind)) : 5;
    sil_arena_free(a);
    fflush(NULL);
    _exit(code); /* what else runs at an exit (a checker of leaks) asks for calls that the wall refuses */
}
