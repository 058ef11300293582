/* sillok-export, PDF: paper.pdf: the pages' own images, untouched, and over each the words of its ALTO as invisible text, in the reading order and with the spaces of text.jsonl.
 * Headings become bookmarks. The same layers give the same bytes. */
#include <leptonica/allheaders.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pdf.h"
#include "sillok/file.h"
#include "sillok/layer.h"

enum { DPI_UNKNOWN = 300, LONGEST = 14400 }; /* points a page may be long (ISO 32000-1, annex C) */

typedef struct maker {
    export_paper *p;
    qpdf_data q;
    qpdf_oh font;
    pdf_codes codes;
} maker;

qpdf_oh pdf_stream(qpdf_data q, const void *bytes, size_t len, const char *dict, const char *filter, const char *parms)
{
    qpdf_oh stream = qpdf_oh_new_stream(q); /* indirect by itself */
    qpdf_oh_replace_stream_data(q, stream, bytes, len, filter ? qpdf_oh_new_name(q, filter) : qpdf_oh_new_null(q), parms ? qpdf_oh_parse(q, parms) : qpdf_oh_new_null(q));
    char *text = NULL;
    if (*dict && asprintf(&text, "<< %s >>", dict) > 0) {
        qpdf_oh more = qpdf_oh_parse(q, text), own = qpdf_oh_get_dict(q, stream);
        for (qpdf_oh_begin_dict_key_iter(q, more); qpdf_oh_dict_more_keys(q);) {
            const char *key = qpdf_oh_dict_next_key(q);
            qpdf_oh_replace_key(q, own, key, qpdf_oh_get_key(q, more, key));
        }
        free(text);
    }
    return stream;
}

static sil_status qpdf_failed(maker *m, sil_err *err)
{
    return sil_fail(err, SIL_FORMAT, "the PDF cannot be put together: %s", qpdf_get_error_full_text(m->q, qpdf_get_error(m->q)));
}

/* Text of a person's into a dictionary. */
static void put_text(maker *m, qpdf_oh dict, const char *key, const char *text)
{
    if (text && *text)
        qpdf_oh_replace_key(m->q, dict, key, qpdf_oh_new_unicode_string(m->q, text));
}

static sil_status add_page(maker *m, sil_arena *a, size_t k, sil_err *err)
{
    const sil_source_page *sp = &m->p->source.pages[k];
    char *path = sil_doc_path(a, m->p->corpus, m->p->id, sp->image), size[128];
    sil_page page;
    bool usable;
    qpdf_oh image;
    sil_buf content = {.limit = 0};
    export_word *words = NULL;
    size_t n = 0;
    double scale = 72.0 / (sp->dpi >= 36 ? sp->dpi : DPI_UNKNOWN);
    int longest = sp->width > sp->height ? sp->width : sp->height;
    if (longest * scale > LONGEST)
        scale = (double)LONGEST / longest;
    sil_status s = path ? export_page_read(m->p, a, k, &page, &usable, err) : sil_fail(err, SIL_NOMEM, "out of memory");
    if (!s)
        s = pdf_image(m->q, path, &image, err);
    if (!s && usable)
        s = export_words(m->p, a, &page, &words, &n, err);
    if (!s) {
        sil_buf_printf(&content, "q\n%.2f 0 0 %.2f 0 0 cm\n/Scan Do\nQ\n", sp->width * scale, sp->height * scale);
        s = pdf_text(words, n, scale, sp->height, &m->codes, &content, err);
    }
    if (!s) {
        qpdf_oh dict = qpdf_make_indirect_object(m->q, qpdf_oh_new_dictionary(m->q)), resources = qpdf_oh_new_dictionary(m->q);
        qpdf_oh images = qpdf_oh_new_dictionary(m->q), fonts = qpdf_oh_new_dictionary(m->q);
        snprintf(size, sizeof size, "[ 0 0 %.2f %.2f ]", sp->width * scale, sp->height * scale);
        qpdf_oh_replace_key(m->q, images, "/Scan", image);
        qpdf_oh_replace_key(m->q, fonts, "/F", m->font);
        qpdf_oh_replace_key(m->q, resources, "/XObject", images);
        qpdf_oh_replace_key(m->q, resources, "/Font", fonts);
        qpdf_oh_replace_key(m->q, dict, "/Type", qpdf_oh_new_name(m->q, "/Page"));
        qpdf_oh_replace_key(m->q, dict, "/MediaBox", qpdf_oh_parse(m->q, size));
        qpdf_oh_replace_key(m->q, dict, "/Resources", resources);
        qpdf_oh_replace_key(m->q, dict, "/Contents", pdf_stream(m->q, content.data, content.len, "", NULL, NULL));
        if (qpdf_add_page(m->q, m->q, dict, QPDF_FALSE) & QPDF_ERRORS)
            s = qpdf_failed(m, err);
    }
    sil_buf_free(&content);
    return s ? sil_in(err, "page %d: ", sp->page) : SIL_OK;
}

/* ---- bookmarks ------------------------------------------------------------------------------------------------------------------ */

/* number[k]: of the page of source.pages[k] in the PDF, from 0; -1 when it has no image. Headings one below the other, as a flat list: their levels are in TEI. */
static void add_bookmarks(maker *m, const int *number)
{
    const sil_text *t = &m->p->text;
    qpdf_oh root = qpdf_oh_new_null(m->q), before = root;
    long long count = 0;
    for (size_t i = 0; i < t->n_blocks; i++) {
        const sil_block *b = &t->blocks[i];
        if (b->type != SIL_HEADING || b->unreadable || !*b->text || b->page < 1 || (size_t)b->page > m->p->source.n_pages || number[b->page - 1] < 0)
            continue;
        if (!count++)
            root = qpdf_make_indirect_object(m->q, qpdf_oh_parse(m->q, "<< /Type /Outlines >>"));
        qpdf_oh item = qpdf_make_indirect_object(m->q, qpdf_oh_new_dictionary(m->q)), to = qpdf_oh_new_array(m->q);
        put_text(m, item, "/Title", b->text);
        qpdf_oh_append_item(m->q, to, qpdf_get_page_n(m->q, (size_t)number[b->page - 1]));
        qpdf_oh_append_item(m->q, to, qpdf_oh_new_name(m->q, "/Fit"));
        qpdf_oh_replace_key(m->q, item, "/Dest", to);
        qpdf_oh_replace_key(m->q, item, "/Parent", root);
        if (count > 1) {
            qpdf_oh_replace_key(m->q, item, "/Prev", before);
            qpdf_oh_replace_key(m->q, before, "/Next", item);
        } else {
            qpdf_oh_replace_key(m->q, root, "/First", item);
        }
        qpdf_oh_replace_key(m->q, root, "/Last", item);
        before = item;
    }
    if (count) {
        qpdf_oh_replace_key(m->q, root, "/Count", qpdf_oh_new_integer(m->q, count));
        qpdf_oh_replace_key(m->q, qpdf_get_root(m->q), "/Outlines", root);
    }
}

static void add_facts(maker *m)
{
    qpdf_oh root = qpdf_get_root(m->q), info = qpdf_make_indirect_object(m->q, qpdf_oh_new_dictionary(m->q));
    const char *lang = export_language(m->p);
    const sil_paper *paper = &m->p->text.paper;
    sil_buf names = {.limit = 1 << 16};
    for (size_t i = 0; i < paper->n_authors; i++)
        if (strcmp(paper->authors[i].lang, paper->authors[0].lang) == 0)
            sil_buf_printf(&names, "%s%s", names.len ? "; " : "", paper->authors[i].text);
    put_text(m, info, "/Title", export_title(m->p));
    put_text(m, info, "/Author", names.len ? names.data : m->p->source.authors);
    put_text(m, info, "/Producer", "Sillok " SIL_VERSION);
    sil_buf_free(&names);
    qpdf_oh_replace_key(m->q, qpdf_get_trailer(m->q), "/Info", info);
    if (strcmp(lang, "und") != 0)
        put_text(m, root, "/Lang", lang);
    qpdf_oh_replace_key(m->q, root, "/ViewerPreferences", qpdf_oh_parse(m->q, "<< /DisplayDocTitle true >>"));
}

/* ---- the whole ------------------------------------------------------------------------------------------------------------------- */

static sil_status write_file(maker *m, sil_err *err)
{
    char *path = export_path(m->p, m->p->a, ".pdf"), *tmp = NULL;
    sil_status s = path ? sil_file_temp(m->p->a, path, &tmp, err) : sil_fail(err, SIL_NOMEM, "out of memory");
    if (s)
        return s;
    if (qpdf_init_write(m->q, tmp) & QPDF_ERRORS)
        return qpdf_failed(m, err);
    qpdf_set_minimum_pdf_version(m->q, "1.7");
    qpdf_set_deterministic_ID(m->q, QPDF_TRUE);
    if (qpdf_write(m->q) & QPDF_ERRORS) {
        remove(tmp);
        return sil_fail(err, SIL_IO, "cannot write %s: %s", path, qpdf_get_error_full_text(m->q, qpdf_get_error(m->q)));
    }
    return sil_file_commit(tmp, path, err);
}

static sil_status make(maker *m, int *made, sil_err *err)
{
    sil_status s = SIL_OK;
    int *number = sil_alloc(m->p->a, (m->p->source.n_pages + 1) * sizeof *number);
    qpdf_silence_errors(m->q);
    qpdf_set_suppress_warnings(m->q, QPDF_TRUE);
    if (!number || (qpdf_empty_pdf(m->q) & QPDF_ERRORS))
        return sil_fail(err, SIL_NOMEM, "out of memory while starting the PDF");
    m->font = qpdf_make_indirect_object(m->q, qpdf_oh_new_dictionary(m->q));
    for (size_t k = 0; !s && k < m->p->source.n_pages; k++) {
        number[k] = m->p->source.pages[k].image ? (*made)++ : -1;
        sil_arena *a = number[k] < 0 ? NULL : sil_arena_new(0);
        if (number[k] >= 0)
            s = a ? add_page(m, a, k, err) : sil_fail(err, SIL_NOMEM, "out of memory");
        sil_arena_free(a);
    }
    if (s || !*made)
        return s;
    add_facts(m);
    add_bookmarks(m, number);
    s = pdf_font(m->q, &m->codes, m->font, err);
    if (!s && qpdf_has_error(m->q))
        s = qpdf_failed(m, err);
    return s ? s : write_file(m, err);
}

sil_status export_pdf(export_paper *p, int *made, const char **why, sil_err *err)
{
    maker *m = sil_alloc(p->a, sizeof *m);
    *why = "no page has an image, so there is no PDF of it";
    if (!m)
        return sil_fail(err, SIL_NOMEM, "out of memory while starting the PDF");
    m->p = p;
    setMsgSeverity(L_SEVERITY_NONE); /* what Leptonica says of broken files is in our own sentence */
    m->q = qpdf_init();
    sil_status s = m->q ? make(m, made, err) : sil_fail(err, SIL_NOMEM, "out of memory while starting the PDF");
    if (m->q)
        qpdf_cleanup(&m->q);
    return s;
}
