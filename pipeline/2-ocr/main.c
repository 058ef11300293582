/* sillok-ocr, room 2: page images -> ALTO. Before: room 1 (source.json, pages/). Next: room 3 reads ocr/NNNN.xml. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ocr.h"

/* Tesseract's OpenMP threads wait busily and cost up to ten times the CPU. The library reads its limit before main() runs, so the
 * program starts itself once more with it set. */
static void one_thread(char **argv)
{
    const char *limit = getenv("OMP_THREAD_LIMIT");
    if (limit && strcmp(limit, "1") == 0)
        return;
    setenv("OMP_THREAD_LIMIT", "1", 1);
    execv("/proc/self/exe", argv); /* when this fails the work goes on, only slower */
}

int main(int argc, char **argv)
{
    one_thread(argv);
    return sil_room_main(&sil_ocr_room, argc, argv);
}
