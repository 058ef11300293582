/* Room 1, ALTO from elsewhere: a page that another program has read. It becomes ocr/0001.xml in our own form, without an image. */
#include <string.h>

#include "intake.h"

sil_status intake_take_alto(intake_job *j, sil_err *err)
{
    sil_page page;
    sil_arena *a = sil_arena_new(0);
    if (!a)
        return sil_fail(err, SIL_NOMEM, "no memory for the page");
    intake_tell_count(j, 1);
    intake_tell_begin(j, 1, "reading the ALTO");
    sil_source_page p = {.page = 1, .verdict = SIL_VERDICT_TEXT, .reason = ""};
    sil_status s = sil_alto_parse(a, j->bytes, j->len, 0, &page, err);
    if (s) { /* the XML parser ends its sentences with a newline */
        err->text[strcspn(err->text, "\n")] = 0;
        s = sil_in(err, "the ALTO is damaged or cut off: ");
    } else {
        page.pixels = true;
        s = intake_save_alto(j, a, &p, &page, err);
    }
    if (!s)
        intake_tell_page(j, &p, false);
    sil_arena_free(a);
    return s;
}
