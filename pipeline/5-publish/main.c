/* sillok-publish: room 5, the last. All layers of a paper -> paper.tei.xml and paper.txt; all papers -> datasets/ and site/. */
#include "publish.h"

static const char *const sections[] = {"publish", NULL};

static const sil_room room = {
    .name = "publish",
    .summary = "writes TEI and plain text of a paper; with --corpus the datasets and the reader of all papers",
    .layer = SIL_LAYER_TEI,
    .sections = sections,
    .files = sil_publish_files,
    .open = sil_publish_open,
    .close = sil_publish_close,
    .run = sil_publish_run,
    .fail = sil_publish_fail,
    .corpus = sil_publish_corpus,
};

int main(int argc, char **argv)
{
    return sil_room_main(&room, argc, argv);
}
