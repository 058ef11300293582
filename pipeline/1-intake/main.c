/* sillok-intake: a delivered file becomes page images and, where its text can be trusted, ALTO.
 * This program links Poppler and is therefore GPL-3.0-or-later; the rest of Sillok is Apache-2.0. */
#include "intake_room.h"

static const char *const sections[] = {"intake", NULL};

static const sil_room room = {
    .name = "intake",
    .summary = "take in a delivered file: PDF, TIFF, PNG, JPEG, JPEG 2000, WebP, plain text, ALTO",
    .layer = SIL_LAYER_SOURCE,
    .sections = sections,
    .files = intake_files,
    .open = intake_open,
    .close = intake_close,
    .run = intake_run,
    .fail = intake_fail,
};

int main(int argc, char **argv)
{
    return sil_room_main(&room, argc, argv);
}
