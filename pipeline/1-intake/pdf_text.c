#include "pdf_text.h"

sil_status pdf_page_text(intake_job *j, sil_arena *a, PopplerPage *page, const pdf_map *map, sil_source_page *p, sil_err *err)
{
    (void)j; (void)a; (void)page; (void)map; (void)p; (void)err;
    return SIL_OK;
}
