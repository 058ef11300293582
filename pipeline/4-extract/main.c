/* main.c: sillok-extract, room 4: text.jsonl -> entities.jsonl. Before: room 3. Next: room 5 reads entities.jsonl. */
#include "extract_room.h"

static const char *const sections[] = {"extract", NULL};

static const sil_room room = {
    .name = "extract",
    .summary = "cities, organizations, dates, rankings and relations of a paper: text.jsonl -> entities.jsonl",
    .layer = SIL_LAYER_ENTITIES,
    .sections = sections,
    .files = sil_extract_files,
    .open = sil_extract_open,
    .close = sil_extract_close,
    .run = sil_extract_run,
    .fail = sil_extract_fail,
};

int main(int argc, char **argv)
{
    return sil_room_main(&room, argc, argv);
}
