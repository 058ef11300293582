/* main.c: sillok-text, room 3: source.json and the pages of ocr/ become text.jsonl. */
#include "sillok/room.h"

#include "text_room.h"

static const char *const sections[] = {"text", NULL};

static const sil_room room = {
    .name = "text",
    .summary = "put the lines of a paper in order: normalized text, structure, tables, header (text.jsonl)",
    .layer = SIL_LAYER_TEXT,
    .sections = sections,
    .files = sil_tx_room_files,
    .open = sil_tx_room_open,
    .close = sil_tx_room_close,
    .run = sil_tx_room_run,
    .fail = sil_tx_room_fail,
};

int main(int argc, char **argv)
{
    return sil_room_main(&room, argc, argv);
}
