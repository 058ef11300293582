/* numerals.c: room 4, dates: numbers in three scripts. */
#include "dates.h"

static int digit_value(int32_t c)
{
    static const int32_t han[] = {0x96F6, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};
    static const int32_t hangul[] = {0xC601, 0xC77C, 0xC774, 0xC0BC, 0xC0AC, 0xC624, 0xC721, 0xCE60, 0xD314, 0xAD6C};
    if (c >= '0' && c <= '9')
        return (int)(c - '0');
    if (c >= 0xFF10 && c <= 0xFF19)
        return (int)(c - 0xFF10);
    if (c == 0x3007 || c == 0x25CB || c == 0x25EF || c == 'O' || c == 'o')
        return 0;
    if (c == 'l' || c == 'I' || c == '|' || c == 0x3163 || c == 0x5143) /* 元年 is the first year */
        return 1;
    for (int i = 0; i < 10; i++)
        if (c == han[i] || c == hangul[i])
            return i;
    return -1;
}

static int unit_value(int32_t c)
{
    return c == 0x5341 || c == 0xC2ED ? 10 : c == 0x767E || c == 0xBC31 ? 100 : c == 0x5343 || c == 0xCC9C ? 1000 : 0;
}

long sil_number_read(const int32_t *cp, int n)
{
    long plain = 0, total = 0, digit = -1;
    bool units = false;
    if (n <= 0 || n > 12)
        return -1;
    for (int i = 0; i < n; i++) {
        if (cp[i] == ',' || cp[i] == ' ')
            continue;
        int unit = unit_value(cp[i]), d = unit ? -1 : digit_value(cp[i]);
        if (unit) {
            units = true;
            total += (digit < 0 ? 1 : digit) * unit;
            digit = -1;
        } else if (d >= 0) {
            plain = plain * 10 + d;
            digit = d;
        } else
            return -1;
    }
    return units ? total + (digit > 0 ? digit : 0) : plain;
}
