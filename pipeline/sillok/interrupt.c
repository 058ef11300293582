/* driver/interrupt.c: Ctrl-C and its kin are noted, and looked for wherever the driver waits: it ends its rooms and says how to go on. */
#include <signal.h>

#include "sillok.h"

static volatile sig_atomic_t came;

static void note(int sig)
{
    (void)sig;
    came = 1;
}

void interrupt_catch(void)
{
    struct sigaction act = {.sa_handler = note};
    sigaction(SIGINT, &act, NULL);
    sigaction(SIGTERM, &act, NULL);
    sigaction(SIGHUP, &act, NULL);
    signal(SIGPIPE, SIG_IGN);
}

bool interrupt_came(void)
{
    return came != 0;
}
