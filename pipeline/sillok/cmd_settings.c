/* driver/cmd_settings.c: every setting with range, default and help, in the form of config/sillok.ini (which is this output). */
#include <stdio.h>
#include <string.h>

#include "sillok.h"

int cmd_settings(driver *d, sil_err *err)
{
    (void)err;
    size_t n;
    const sil_setting_info *t = sil_settings_table(&n);
    puts("; What can be set. A line without its leading ; takes effect; CORPUS/sillok.ini overrides this file, -o section.key=value both.\n"
         "; Printed by `sillok settings`; the master table is pipeline/core/settings.c.");
    const char *section = "";
    for (size_t i = 0; i < n; i++) {
        const char *dot = strchr(t[i].key, '.');
        size_t len = (size_t)(dot - t[i].key);
        if (strlen(section) < len || strncmp(section, t[i].key, len + 1) != 0)
            printf("\n[%.*s]\n", (int)len, t[i].key);
        section = t[i].key;
        if (t[i].type == 't')
            printf("; %s\n", t[i].help);
        else
            printf("; %s (%.10g to %.10g)\n", t[i].help, t[i].min, t[i].max);
        const char *now = sil_setting_text(d->settings, t[i].key); /* differs from the default where a file or -o set it */
        printf("%s%s = %s\n", strcmp(now, t[i].def) == 0 ? ";" : "", dot + 1, now);
    }
    return 0;
}
