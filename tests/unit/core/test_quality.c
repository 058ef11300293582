/* Text or noise? Lines of each kind that people deliver, judged alone and together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "sillok/quality.h"

enum { MAX_LINES = 4096 };

static int open_quality(void **state)
{
    char exe[4096] = "", config[4200];
    sil_err err;
    ssize_t len = readlink("/proc/self/exe", exe, sizeof exe - 1);
    for (int i = 0; i < 4 && len > 0; i++) /* build/unit/core/test_quality */
        *strrchr(exe, '/') = 0;
    snprintf(config, sizeof config, "%s", getenv("SILLOK_CONFIG") ? getenv("SILLOK_CONFIG") : strcat(exe, "/config"));
    if (sil_quality_open(config, "/usr/share/dict/words", (sil_quality **)state, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return -1;
    }
    return 0;
}

static int close_quality(void **state)
{
    sil_quality_close(*state);
    return 0;
}

/* Share of the letters in lines that are called bad when a text is judged as a whole. */
static double bad_share(const sil_quality *q, char *text)
{
    static const char *lines[MAX_LINES];
    static sil_line_quality out[MAX_LINES];
    size_t n = 0;
    double bad = 0, all = 0;
    for (char *s = text, *next; s && n < MAX_LINES; s = next) {
        next = strchr(s, '\n');
        if (next)
            *next++ = 0;
        lines[n++] = s;
    }
    sil_quality_lines(q, lines, n, out);
    for (size_t i = 0; i < n; i++) {
        all += (double)out[i].chars;
        bad += out[i].worth == SIL_WORTH_BAD ? (double)out[i].chars : 0;
    }
    return all > 0 ? bad / all : 0;
}

static void what_people_write_is_good(void **state)
{
    static const char *const lines[] = {
        "City diplomacy is playing an increasingly important role in the post-pandemic era.",
        "본 연구는 서울시의 대중국 도시외교(城市外交, city diplomacy)를 분석하였다.",
        "自1992年中韩建交以来，两国地方政府之间的交流与合作迅速发展。",
        "1992年中韓建交後，兩國地方政府之間的交流與合作迅速發展起來。",
        "United Nations Industrial Development Organization(UNIDO) 1987",
        "17) 대항해시대는 2013년 GDP의 3.5%였다(외교부, 2019).",
        "Source: China Academy of Urban Planning & Design, 2021",
        "https://www.gaok.or.kr/gaok/main/main.do",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        sil_line_quality l = sil_quality_line(*state, lines[i]);
        if (l.worth != SIL_WORTH_GOOD)
            fail_msg("%.2f %s", l.score, lines[i]);
    }
}

static void what_a_wrong_model_reads_is_bad(void **state)
{
    static const char *const lines[] = {
        "AH AE FAuAuA AFEste FA ue AaAHEE Bas", "o] =7hefn SHI AZEe] FWow ofFolAa Ut} o] FUe A wjH",
        "QuA4d9] wu} FE}} <ofAlolEA]> 2}ol#9] AIMF", "7KHTXLFN EURZQIR[MXPSVRYHUWKHOD]\\GRJ",
        "wAb sb QC} zpyyHo] tAt =}} q7h TALS] cp ASMA",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        sil_line_quality l = sil_quality_line(*state, lines[i]);
        if (l.worth == SIL_WORTH_GOOD)
            fail_msg("%.2f %s", l.score, lines[i]);
    }
}

static void rows_of_tables_are_good_together(void **state)
{
    char text[] = "Ranking City Score\n1 London 1661.1\n2 New York 1514.9\n8 Seoul 1163.1\nMadrid Spain\nKuala Lumpur Malaysia\nTitle Year of Establishment\n"
                  "WeGO 2010\nCITYNET 1989\n2010 140 121\n2011 126 113\nR&D 12 94.3 6 132.0\nTotal 1228 1343\n";
    assert_true(bad_share(*state, text) == 0);
}

static void fragments_of_a_torn_page_are_bad(void **state)
{
    char text[] = "J\n\ng\n\n]\n\nne]\n\nk9\n\n=\n\no]\n\n}\n\nA\n\nit\n";
    assert_true(bad_share(*state, text) > 0.9);
}

static void a_neighbours_model_writes_syllables_by_chance(void **state)
{
    /* Chinese read with the Korean model: all syllables are in KS X 1001, none of it is Korean. */
    char wrong[] = "터수마빠세셋비떼새자숫프주\n마뼈써최끄해수쓰싸자브마빔푸쉽헬\n너므케기초씨총복까젯뽀가꺼팀새아끄쪼조못배끼그\n"
                   "찾뻐깨룰켤벌쏙헌쥬옆벽밟뚜쩨헤픽줌뷰첼봇\n뻔킷퀴펴챙쫓눠뤄셜쿠뱃솥늪콧팝빵앞찢퓨\n";
    char right[] = "본 연구는 서울시의 대중국 도시외교를 역사적 제도주의의 관점에서 분석하고\n그 특징과 한계를 밝히는 것을 목적으로 한다. 이를 위하여 서울시와 "
                   "베이징시의\n교류 자료를 모아 시기별로 나누어 살펴보았으며 두 도시의 정책 담당자와의\n면담을 통하여 문헌에서 확인하기 어려운 사실을 보완하였다.\n";
    assert_true(bad_share(*state, wrong) > 0.9);
    assert_true(bad_share(*state, right) == 0);
}

static void a_name_inside_good_text_stays(void **state)
{
    char text[] = "An Analysis of the Mechanisms and Current Situation of Exchanges and Cooperation\nbetween the Local Governments of Korea and China\n"
                  "Zhao, Li-Xin / Li, Dan\n\nBased on the system and field of international exchange and cooperation\nbetween local governments this paper is written.\n";
    assert_true(bad_share(*state, text) == 0);
}

static void other_languages_in_latin_letters_are_good(void **state)
{
    static const char *const texts[] = {
        "La ville de Séoul et la capitale chinoise ont signé un accord dans les années\nquatre-vingt-dix, et les échanges n'ont pas cessé depuis cette date.\n",
        "Die Stadt und ihre Partner haben ein Abkommen geschlossen, das für beide Seiten\nnicht nur wirtschaftlich von großer Bedeutung ist und bleibt.\n",
        "La ciudad firmó con el ayuntamiento de la capital un acuerdo que se renueva cada\ncinco años y que no ha sido discutido en los últimos decenios.\n",
        "Wang Xiaolin. Zhongguo chengshi duiwai jiaowang de lishi yu xianzhuang. Beijing\ndaxue chubanshe, 2006. Guoji guanxi xueyuan xuebao, 2013.\n",
        "Bak Ji-yeong. Seoul-ui gukje gyoryu. Hanguk Haengjeong Hakbo 21 (2004), 11-40.\nChoe Yong-su. Tosi oegyo yon'gu. Seoul: Hanul, 1999.\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char text[400];
        snprintf(text, sizeof text, "%s", texts[i]);
        if (bad_share(*state, text) > 0)
            fail_msg("called worthless: %s", texts[i]);
    }
}

static void a_name_does_not_save_a_torn_line(void **state)
{
    static const char *const lines[] = {"3t} A8 = Al (Twin City Network) o} %A 7b-5 ]2} at st= Ux", "B A (ABC, 2 vFad A Rst Q A2 FZ4XIUS at the Memorial"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        sil_line_quality l = sil_quality_line(*state, lines[i]);
        if (l.worth != SIL_WORTH_BAD)
            fail_msg("%.2f %s", l.score, lines[i]);
    }
}

static void slips_of_an_ocr_program_are_counted(void **state)
{
    static const char *const clean[] = {"The OECD counted 300km of 1st-class roads in interconnected towns, e.g. Seoul (2019).", "서울시(WeGO)와 C40은 2010년에 협정을 맺었다."};
    static const char *const shabby[] = {"thc tbe sh0uld nofhing wit^hout ru1es", "nobody is misreading these words"};
    size_t words;
    assert_int_equal(sil_quality_slips(*state, clean, 2, &words), 0);
    assert_true(words >= 14);
    assert_true(sil_quality_slips(*state, shabby, 1, &words) >= 4); /* words of three letters are left alone */
    assert_int_equal(sil_quality_slips(*state, shabby + 1, 1, &words), 0);
}

static void lines_that_run_backwards_are_told(void **state)
{
    static const char *const forwards[] = {"본 연구는 도시외교를 분석하였다. 도시에서 교류가 되었다.", "그리고 협정을 통하여 발전하고 있다."};
    static const char *const back[] = {".다였하석분 를교외시도 는구연 본", ".다었되 가류교 서에시도", ".다있 고하전발 여하통 을정협 고리그"};
    assert_false(sil_quality_backwards(*state, forwards, 2));
    assert_true(sil_quality_backwards(*state, back, 3));
}

static void the_papers_at_hand(void **state)
{
    static const struct {
        const char *name;
        double least, most; /* of the share of bad letters */
    } papers[] = {{"papers/typeset/01_kor_serif.truth.txt", 0, 0},  {"papers/typeset/04_eng_abs.truth.txt", 0, 0},
                  {"papers/typeset/05_chi_serif.truth.txt", 0, 0},  {"papers/typeset/07_bib.truth.txt", 0, 0.02},
                  {"papers/typeset/10_twocol.truth.txt", 0, 0.02},  {"seeds/000_e108a9dafa4ff1e8.txt", 0.35, 0.6}};
    const char *shared = getenv("SILLOK_SHARED");
    if (!shared || !*shared || access(shared, R_OK)) {
        print_message("skipped: SILLOK_SHARED is not set\n");
        skip();
    }
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
        char path[4096];
        static char text[1 << 20];
        snprintf(path, sizeof path, "%s/%s", shared, papers[i].name);
        FILE *f = fopen(path, "rb");
        assert_non_null(f);
        text[fread(text, 1, sizeof text - 1, f)] = 0;
        fclose(f);
        double share = bad_share(*state, text);
        if (share < papers[i].least || share > papers[i].most)
            fail_msg("%s: %.3f", papers[i].name, share);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_people_write_is_good),        cmocka_unit_test(what_a_wrong_model_reads_is_bad),
        cmocka_unit_test(rows_of_tables_are_good_together), cmocka_unit_test(fragments_of_a_torn_page_are_bad),
        cmocka_unit_test(a_neighbours_model_writes_syllables_by_chance), cmocka_unit_test(a_name_inside_good_text_stays),
        cmocka_unit_test(other_languages_in_latin_letters_are_good), cmocka_unit_test(a_name_does_not_save_a_torn_line),
        cmocka_unit_test(slips_of_an_ocr_program_are_counted), cmocka_unit_test(lines_that_run_backwards_are_told),
        cmocka_unit_test(the_papers_at_hand),
    };
    return cmocka_run_group_tests_name("quality of text", tests, open_quality, close_quality);
}
