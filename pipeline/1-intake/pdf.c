/* Room 1, PDF: the loop over the pages. qpdf says what a page is made of, Poppler draws it and gives its text; each page is told as soon
 * as its image (and its ALTO, where the text layer can be trusted) stands on disk. */
#include <stdlib.h>
#include <string.h>

#include "pdf.h"
#include "pdf_text.h"

static sil_status refuse_password(sil_err *err)
{
    return sil_fail(err, SIL_FORMAT, "the PDF is encrypted and needs a password; take the password off (qpdf --decrypt --password=...) and deliver it again");
}

static PopplerDocument *open_bytes(const char *bytes, size_t len, bool *needs_password)
{
    GError *e = NULL;
    GBytes *b = g_bytes_new_static(bytes, len);
    PopplerDocument *doc = poppler_document_new_from_bytes(b, NULL, &e);
    g_bytes_unref(b);
    if (e) {
        *needs_password |= g_error_matches(e, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);
        g_error_free(e);
    }
    if (doc && poppler_document_get_n_pages(doc) <= 0)
        g_clear_object(&doc);
    return doc;
}

/* A file Poppler cannot read but qpdf can is written anew by qpdf, which mends what it understands. */
static PopplerDocument *open_mended(qpdf_data q)
{
    bool ignored = false;
    PopplerDocument *doc = NULL;
    if (qpdf_init_write_memory(q) & QPDF_ERRORS)
        return NULL;
    qpdf_set_deterministic_ID(q, QPDF_TRUE);
    qpdf_set_preserve_encryption(q, QPDF_FALSE);
    if (qpdf_write(q) & QPDF_ERRORS)
        return NULL;
    size_t len = qpdf_get_buffer_length(q);
    char *copy = malloc(len + 1); /* lives as long as the child */
    if (copy) {
        memcpy(copy, qpdf_get_buffer(q), len);
        doc = open_bytes(copy, len, &ignored);
        if (!doc)
            free(copy);
    }
    return doc;
}

static void tell_about(intake_job *j, PopplerDocument *doc)
{
    char *title = poppler_document_get_title(doc), *author = poppler_document_get_author(doc), day[16] = "";
    GDateTime *made = poppler_document_get_creation_date_time(doc);
    if (made)
        snprintf(day, sizeof day, "%04d-%02d-%02d", g_date_time_get_year(made), g_date_time_get_month(made), g_date_time_get_day_of_month(made));
    if (made)
        g_date_time_unref(made);
    char *t = title ? g_utf8_make_valid(title, -1) : g_strdup(""), *w = author ? g_utf8_make_valid(author, -1) : g_strdup("");
    intake_tell_about(j, g_strstrip(t), g_strstrip(w), day);
    g_free(t);
    g_free(w);
    g_free(title);
    g_free(author);
}

static sil_status take_page(intake_job *j, sil_arena *a, PopplerDocument *doc, qpdf_data q, bool damaged, int n, bool *scanned, sil_source_page *p, sil_err *err)
{
    pdf_page_facts f = {.why_not = ""};
    pdf_map map;
    PopplerPage *page = poppler_document_get_page(doc, n - 1);
    if (!page)
        return sil_fail(err, SIL_FORMAT, "the page object is damaged");
    if (q)
        pdf_triage_page(q, n, &f);
    *scanned = pdf_is_scan(&f);
    sil_status s = SIL_OK;
    if (pdf_is_blank(page)) {
        damaged = damaged || (q && qpdf_more_warnings(q));
        if (f.missing)
            s = sil_fail(err, SIL_FORMAT, "the image of the page is missing in the file; it may have been cut off when it was sent");
        else if (damaged)
            s = sil_fail(err, SIL_FORMAT, "nothing can be seen on the page, and the file is damaged; deliver it again");
        else
            p->reason = "nothing can be seen on the page";
    }
    if (!s)
        s = pdf_page_image(j, a, page, q, &f, p, &map, err);
    if (!s) {
        intake_tell_begin(j, n, "reading the text layer");
        s = pdf_page_text(j, a, page, &map, *scanned, f.mute_fonts, p, err);
    }
    g_object_unref(page);
    if (q)
        qpdf_oh_release_all(q);
    return s;
}

sil_status intake_take_pdf(intake_job *j, sil_err *err)
{
    int pages = 0;
    bool password = false, damaged = false;
    setMsgSeverity(L_SEVERITY_NONE);
    intake_tell_begin(j, 0, "opening the PDF");
    qpdf_data q = pdf_triage_open(j->bytes, j->len, &pages, &password, &damaged);
    if (password)
        return refuse_password(err);
    PopplerDocument *doc = open_bytes(j->bytes, j->len, &password);
    if (!doc && password)
        return refuse_password(err);
    if (!doc && q)
        doc = open_mended(q);
    if (!doc)
        return sil_fail(err, SIL_FORMAT, "the PDF is damaged or cut off: no page can be found in it; deliver it again");
    int n = poppler_document_get_n_pages(doc);
    long most = sil_setting_int(j->settings, "intake.max_pages");
    if (n > most)
        return sil_fail(err, SIL_LIMIT, "the PDF has %d pages, more than intake.max_pages allows (%ld)", n, most);
    if (q && pages != n) /* the two readers do not agree on the pages: rely on one */
        qpdf_cleanup(&q);
    intake_tell_count(j, n);
    tell_about(j, doc);
    sil_status s = SIL_OK;
    for (int i = j->first_page; i <= n && !s; i++) {
        sil_err page_err = {0};
        bool scanned = false;
        sil_arena *a = sil_arena_new(0);
        if (!a)
            return sil_fail(err, SIL_NOMEM, "no memory for page %d", i);
        sil_source_page p = {.page = i, .verdict = SIL_VERDICT_SCAN, .reason = ""};
        intake_tell_begin(j, i, "drawing the page");
        sil_status ps = take_page(j, a, doc, q, damaged, i, &scanned, &p, &page_err);
        if (ps == SIL_IO) {
            *err = page_err;
            s = ps;
        } else {
            if (ps)
                p = (sil_source_page){.page = i, .verdict = SIL_VERDICT_FAILED, .reason = page_err.text};
            intake_tell_page(j, &p, scanned && !ps);
        }
        sil_arena_free(a);
    }
    g_object_unref(doc);
    if (q)
        qpdf_cleanup(&q);
    return s;
}
