/* Room 1, hOCR and PAGE from elsewhere: pages that another program has read. As ALTO from elsewhere (alto_in.c) they become ocr/NNNN.xml in our own form, without images. */
#include <string.h>

#include "intake.h"
#include "sillok/foreign.h"

/* One page, read already, as page k (from 1) of the paper. */
static sil_status save(intake_job *j, sil_arena *a, sil_page *page, int k, sil_err *err)
{
    sil_source_page p = {.page = k, .verdict = SIL_VERDICT_TEXT, .reason = ""};
    sil_status s = intake_save_alto(j, a, &p, page, err);
    if (!s)
        intake_tell_page(j, &p, false);
    return s;
}

sil_status intake_take_hocr(intake_job *j, sil_err *err)
{
    sil_page *pages;
    size_t n, most = (size_t)sil_setting_int(j->settings, "intake.max_pages");
    sil_arena *a = sil_arena_new(0);
    if (!a)
        return sil_fail(err, SIL_NOMEM, "no memory for the pages");
    intake_tell_begin(j, 1, "reading the hOCR");
    sil_status s = sil_hocr_parse(a, j->bytes, j->len, &pages, &n, err);
    if (!s && n > most)
        s = sil_fail(err, SIL_LIMIT, "the hOCR has %zu pages, more than intake.max_pages allows (%zu)", n, most);
    if (!s)
        intake_tell_count(j, (int)n);
    for (size_t k = (size_t)(j->first_page > 1 ? j->first_page - 1 : 0); !s && k < n; k++)
        s = save(j, a, &pages[k], (int)k + 1, err);
    sil_arena_free(a);
    return s;
}

sil_status intake_take_page_xml(intake_job *j, sil_err *err)
{
    sil_page page;
    sil_arena *a = sil_arena_new(0);
    if (!a)
        return sil_fail(err, SIL_NOMEM, "no memory for the page");
    intake_tell_count(j, 1);
    intake_tell_begin(j, 1, "reading the PAGE");
    sil_status s = sil_page_xml_parse(a, j->bytes, j->len, &page, err);
    if (s)
        sil_in(err, "the PAGE is damaged or cut off: ");
    else
        s = save(j, a, &page, 1, err);
    sil_arena_free(a);
    return s;
}
