/* Room 1, what is left of a page on disk: its image in pages/ and, where the text can be trusted, its ALTO in ocr/, or in layers/
 * where room 2 has the last word. */
#include <string.h>

#include "intake.h"
#include "sillok/file.h"

sil_status intake_check_pixels(const intake_job *j, double w, double h, sil_err *err)
{
    double most = (double)sil_setting_int(j->settings, "intake.max_page_mpixels") * 1e6;
    if (!(w >= 1) || !(h >= 1))
        return sil_fail(err, SIL_FORMAT, "the image has no pixels (%.0f x %.0f)", w, h);
    if (w * h > most || w > 60000 || h > 60000)
        return sil_fail(err, SIL_LIMIT, "%.0f x %.0f pixels are more than intake.max_page_mpixels allows (%.0f million; 60000 a side); raise it or deliver the page smaller", w, h, most / 1e6);
    return SIL_OK;
}

sil_status intake_save_bytes(intake_job *j, sil_source_page *p, sil_arena *a, const char *ext, const void *data, size_t len, int w, int h, int dpi, sil_err *err)
{
    char *image = sil_sprintf(a, "pages/%04d.%s", p->page, ext);
    char *path = image ? sil_sprintf(a, "%s/%s", j->dir, image) : NULL;
    if (!path)
        return sil_fail(err, SIL_NOMEM, "no memory to write the page image");
    if (len > (size_t)sil_setting_int(j->settings, "intake.max_output_mb") << 20)
        return sil_fail(err, SIL_LIMIT, "the page image would have %zu bytes, more than intake.max_output_mb allows", len);
    sil_status s = sil_file_write(path, data, len, err);
    if (!s)
        s = sil_sha256(data, len, p->sha256, err);
    if (s)
        return s;
    p->image = image;
    p->width = w;
    p->height = h;
    p->dpi = dpi;
    return SIL_OK;
}

sil_status intake_save_alto(intake_job *j, sil_arena *a, const sil_source_page *sp, sil_page *p, sil_err *err)
{
    p->page = sp->page;
    p->image = sp->image;
    bool doubtful = sp->verdict == SIL_VERDICT_DOUBTFUL;
    char *path = sil_sprintf(a, "%s/%s/%04d.xml", j->dir, doubtful ? "layers" : "ocr", sp->page), *dir = sil_sprintf(a, "%s/layers", j->dir);
    if (!path || !dir)
        return sil_fail(err, SIL_NOMEM, "no memory to write the text of the page");
    sil_status s = doubtful ? sil_mkdirs(dir, err) : SIL_OK;
    if (!s)
        s = sil_head_make(a, j->recipe, sp->image ? sp->sha256 : j->sha, NULL, &p->head, err);
    if (!s)
        s = sil_page_number(a, p, err);
    if (!s)
        s = sil_alto_write(path, p, err);
    return s;
}
