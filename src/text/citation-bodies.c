#include "text/citation-parts.h"
#include "text/tagger-named.h"
#include <string.h>

/* How the treaty bodies are called. Words that lie between ("on the … of the") are passed over; "|" parts forms of one word. Names of
 * bodies are facts; of a long name the words up to where no other body's goes on alike are enough. */
typedef struct {
    const char *body;
    const char *words; /* in order, blanks between */
} BodyName;

#define COMMITTEE_RU "комитет|комитета|комитету|комитетом|комитете"

static const BodyName names[] = {
    { "CMW", "committee protection rights all|- migrant workers members|- their|- families|-" },
    { "CMW", "committee migrant workers" },
    { "CMW", "comite protection droits tous|- travailleurs migrants membres|- leur|- famille|-" },
    { "CMW", "comite travailleurs migrants" },
    { "CMW", "comite proteccion derechos todos|- trabajadores migratorios sus|- familiares|-" },
    { "CMW", "comite trabajadores migratorios" },
    { "CMW", COMMITTEE_RU " защите прав всех|- трудящихся мигрантов членов|- их|- семей|-" },
    { "CMW", COMMITTEE_RU " трудящимся мигрантам" },
    { "CMW", "لجنة معنية|- حماية|بحماية حقوق جميع|- عمال مهاجرين افراد|- اسرهم|-" },
    { "CRC", "committee rights child" },
    { "CRC", "comite droits enfant" },
    { "CRC", "comite derechos nino" },
    { "CRC", COMMITTEE_RU " правам ребенка" },
    { "CRC", "لجنة حقوق طفل" },
    { "CEDAW", "committee elimination discrimination women" },
    { "CEDAW", "comite elimination discrimination egard|- femmes" },
    { "CEDAW", "comite eliminacion discriminacion mujer" },
    { "CEDAW", COMMITTEE_RU " ликвидации дискриминации отношении|- женщин" },
    { "CEDAW", "لجنة معنية|- قضاء|بالقضاء تمييز ضد مراة" },
    { "CESCR", "committee economic social cultural rights" },
    { "CESCR", "comite droits economiques sociaux culturels" },
    { "CESCR", "comite derechos economicos sociales culturales" },
    { "CESCR", COMMITTEE_RU " экономическим социальным культурным правам" },
    { "CESCR", "لجنة معنية|- حقوق|بالحقوق اقتصادية اجتماعية ثقافية" },
    { "CERD", "committee elimination racial discrimination" },
    { "CERD", "comite elimination discrimination raciale" },
    { "CERD", "comite eliminacion discriminacion racial" },
    { "CERD", COMMITTEE_RU " ликвидации расовой дискриминации" },
    { "CERD", "لجنة قضاء تمييز عنصري" },
    { "CCPR", "human rights committee" },
    { "CCPR", "comite droits homme" },
    { "CCPR", "comite derechos humanos" },
    { "CCPR", COMMITTEE_RU " правам человека" },
    { "CCPR", "لجنة معنية حقوق|بحقوق انسان" },
    { "CAT", "committee torture" },
    { "CAT", "comite torture" },
    { "CAT", "comite tortura" },
    { "CAT", COMMITTEE_RU " пыток" },
    { "CAT", "لجنة مناهضة تعذيب" },
    { "CRPD", "committee rights persons disabilities" },
    { "CRPD", "comite droits personnes handicapees" },
    { "CRPD", "comite derechos personas discapacidad" },
    { "CRPD", COMMITTEE_RU " правам инвалидов" },
    { "CRPD", "لجنة معنية|- حقوق|بحقوق اشخاص ذوي اعاقة" },
    { "CED", "committee enforced disappearances" },
    { "CED", "comite disparitions forcees" },
    { "CED", "comite desapariciones forzadas" },
    { "CED", COMMITTEE_RU " насильственным исчезновениям" },
    { "CED", "لجنة معنية|- حالات|بحالات اختفاء قسري" },
};

static const BodyName names_chinese[] = {
    { "CMW", "保护所有移徙工人及其家庭成员权利委员会" },
    { "CMW", "移徙工人委员会" },
    { "CRC", "儿童权利委员会" },
    { "CEDAW", "消除对妇女歧视委员会" },
    { "CESCR", "经济、社会及文化权利委员会" },
    { "CERD", "消除种族歧视委员会" },
    { "CCPR", "人权事务委员会" },
    { "CAT", "禁止酷刑委员会" },
    { "CRPD", "残疾人权利委员会" },
    { "CED", "强迫失踪问题委员会" },
};

static const char *const short_names[] = { "CMW", "CRC", "CEDAW", "CESCR", "CERD", "CCPR", "CAT", "CRPD", "CED" };

static const char passed_over[] =
    "on|of|the|for|and|against|in|with|its|du|de|des|la|le|les|l|d|pour|contre|a|sur|y|et|del|"
    "los|las|el|por|con|por|por|para|по|и|о|об|в|против|для";

/* An Arabic word is compared by its end: the article and prepositions are written onto it. */
static gboolean same_word (const char *word, const char *forms)
{
    g_auto (GStrv) each = NULL;

    if (td_lex_in (word, forms))
        return TRUE;
    if ((guchar) word[0] < 0xD8 || (guchar) word[0] > 0xDB)
        return FALSE;
    each = g_strsplit (forms, "|", -1);
    for (guint i = 0; each[i] != NULL; i++)
        if (g_str_has_suffix (word, each[i]) && strlen (word) <= strlen (each[i]) + 3 * strlen ("ا"))
            return TRUE;
    return FALSE;
}

/* The next word that says something; a comma may stand between ("économiques, sociaux"). */
static TdLexeme next_word (const char *text, gsize length, gsize at)
{
    TdLexeme l = td_lex (text, length, at);

    for (guint n = 0; n < 6; n++) {
        gboolean passes = (l.kind == TD_LEX_WORD && td_lex_in (l.word, passed_over))
                          || (l.kind == TD_LEX_SIGN && g_utf8_strchr (",'’،-", -1, l.sign) != NULL);
        if (!passes)
            break;
        l = td_lex (text, length, l.end);
    }
    return l;
}

static gsize read_body_name (const char *text, gsize length, const TdLexeme *first, const char *words)
{
    g_auto (GStrv) wanted = g_strsplit (words, " ", -1);
    TdLexeme l = *first;
    gsize end = 0;

    for (guint i = 0; wanted[i] != NULL; i++) {
        gboolean may_lack = g_str_has_suffix (wanted[i], "|-");
        if (l.kind == TD_LEX_WORD && same_word (l.word, wanted[i])) {
            end = l.end;
            l = next_word (text, length, l.end);
        } else if (!may_lack) {
            return 0;
        }
    }
    return end;
}

/* "CRC", in capitals; before a stroke it begins a symbol. */
static gsize read_short (const char *text, gsize length, const TdLexeme *l, const char **ret_body)
{
    TdLexeme next = td_lex (text, length, l->end);

    if (next.kind == TD_LEX_SIGN && !next.spaced && next.sign == '/')
        return 0;
    for (guint i = 0; i < G_N_ELEMENTS (short_names); i++)
        if (l->end - l->start == strlen (short_names[i])
            && strncmp (text + l->start, short_names[i], strlen (short_names[i])) == 0) {
            *ret_body = short_names[i];
            return l->end;
        }
    return 0;
}

gsize td_part_body (const char *text, gsize length, gsize at, const char **ret_body)
{
    TdLexeme l = td_lex (text, length, at);
    gsize end;

    for (guint i = 0; i < G_N_ELEMENTS (names_chinese); i++) {
        gsize n = strlen (names_chinese[i].words);
        if (l.start + n <= length && memcmp (text + l.start, names_chinese[i].words, n) == 0) {
            *ret_body = names_chinese[i].body;
            return l.start + n;
        }
    }
    if (l.kind != TD_LEX_WORD)
        return 0;
    end = read_short (text, length, &l, ret_body);
    for (guint i = 0; end == 0 && i < G_N_ELEMENTS (names); i++) {
        end = read_body_name (text, length, &l, names[i].words);
        if (end != 0)
            *ret_body = names[i].body;
    }
    return end;
}

GArray *td_part_bodies (const char *text, gsize length)
{
    GArray *found = g_array_new (FALSE, FALSE, sizeof (TdPartBody));

    for (gsize at = 0; at < length;) {
        TdLexeme l = td_lex (text, length, at);
        TdPartBody one = { .start = l.start };
        if (l.kind == TD_LEX_END)
            break;
        one.end = td_part_body (text, length, l.start, &one.body);
        at = one.end != 0 ? one.end : (gsize) (g_utf8_next_char (text + l.start) - text);
        if (one.end != 0)
            g_array_append_val (found, one);
        else if (g_utf8_get_char (text + l.start) < 0x3400)
            at = MAX (at, l.end);
    }
    return found;
}
