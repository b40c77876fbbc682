#include "text/tagger-named.h"
#include <string.h>

/* Words are in the lexer's form: lower case, without accents, Arabic alefs and yas as one. */

static const char of_words[] = "of|de|del|du|des|d|da|do|dos|das|della|к|из|من";
static const char in_words[] = "in|from|under|en|dans|sous|bajo|в|по|في";
static const char convention_words[] = "convention|convencion|convenio|convencao|convenzione|конвенции|конвенция|"
                                       "конвенцией|конвенцию|الاتفاقيه|الاتفاقية|اتفاقيه|اتفاقية|للاتفاقية|باتفاقية";
/* Laws that are none of ours, wherever a phrase ends in them. */
static const char other_words[] = "constitution|constitutions|code|codes|law|laws|act|decree|ordinance|"
                                  "regulation|regulations|statute|statutes|bill|"
                                  "proclamation|covenant|iccpr|icescr|cedaw|udhr|crc|crpd|cat|cerd|icerd|"
                                  "iced|icppd|cpped|echr|declaration|charter|"
                                  "protocol|treaty|agreement|directive|tfeu|gdpr|rules|order|legislation|"
                                  "loi|lois|decret|ordonnance|reglement|pacte|pidcp|pidesc|dudh|cedh|cide|"
                                  "charte|protocole|traite|accord|arrete|"
                                  "dahir|projet|"
                                  "constitucion|codigo|ley|leyes|decreto|reglamento|pacto|declaracion|carta|"
                                  "protocolo|tratado|acuerdo|pidesc|cadh|"
                                  "estatuto|constituicao|lei|"
                                  "конституции|кодекса|закона|пакта|мпгпп|мпэскп|декларации|протокола|хартии|"
                                  "устава|указа|постановления|договора|"
                                  "соглашения|ук|тк|гк|упк|коап|гпк|"
                                  "الدستور|دستور|القانون|قانون|للقانون|المرسوم|مرسوم|العهد|عهد|الاعلان|اعلان|"
                                  "الميثاق|ميثاق|البروتوكول|بروتوكول|"
                                  "المعاهدة|معاهدة|النظام|نظام|اللائحة|لائحة|مدونة|الظهير|ظهير|المدونة";
/* Words that say that a convention is another one. */
static const char elsewhere_words[] =
    "child|torture|elimination|disabilities|refugee|refugees|european|american|inter|african|ilo|vienna|"
    "hague|geneva|"
    "disappearance|disappearances|crime|statelessness|stateless|genocide|racial|women|slavery|employment|"
    "enfant|tortures|handicapees|handicap|refugies|europeenne|americaine|africaine|oit|vienne|haye|"
    "disparitions|"
    "apatridie|apatrides|femmes|raciale|esclavage|criminalite|"
    "nino|tortura|eliminacion|discapacidad|refugiados|europea|americana|interamericana|viena|haya|ginebra|"
    "desapariciones|apatridia|mujer|delincuencia|esclavitud|"
    "ребенка|пыток|ликвидации|инвалидов|беженцев|европейской|американской|мот|венской|гаагской|женевской|"
    "исчезновений|безгражданства|женщин|преступности|рабстве|"
    "الطفل|التعذيب|الاعاقة|اللاجيين|اللاجئين|القضاء|العمل|فيينا|جنيف|المراة|الاختفاء|الجريمة|الاوروبية|"
    "الامريكية|الرق";
static const char about_words[] =
    "on|against|for|relating|concerning|sur|contre|relative|relatif|concernant|pour|sobre|"
    "contra|relativa|relativo|para|о|об|против|по|de|des|del|du|d|of|لمناهضة|"
    "لحقوق|حقوق|بشان|الخاصة|المتعلقة|الدولية|مناهضة|القضاء|منظمة|فيينا|جنيف";
/* Russian laws as they stand before a bracket. */
static const char nominatives[] = "закон|кодекс|конституция|пакт|декларация|протокол|хартия|указ|постановление";
static const char number_words[] = "no|n|nr|num|№|رقم";

static gboolean ends_clause (const TdLexeme *l)
{
    return l->kind == TD_LEX_END || (l->kind == TD_LEX_SIGN && g_utf8_strchr (",.;:!?)،؛؟。；", -1, l->sign) != NULL);
}

static gboolean is_name (const TdLexeme *l, TdTreatyNames names)
{
    for (guint i = 0; names != NULL && names[i] != NULL; i++)
        if (g_str_equal (names[i], l->word))
            return TRUE;
    return FALSE;
}

/* The words after "convention": "against Torture", "No. 189", "on the Protection of … Migrant Workers". */
static TdLaw which_convention (const char *text, gsize length, gsize at)
{
    TdLexeme l = td_lex (text, length, at);
    if (l.kind == TD_LEX_SIGN && l.sign == '(')
        l = td_lex (text, length, l.end);
    if (l.kind == TD_LEX_NUMBER || l.sign == 0x2116 || (l.kind == TD_LEX_WORD && td_lex_in (l.word, number_words)))
        return TD_LAW_OTHER;
    /* "Convention prohibits torture" goes on with a verb and says nothing of another treaty. */
    if (l.kind != TD_LEX_WORD || !td_lex_in (l.word, about_words))
        return TD_LAW_OURS;
    for (int i = 0; i < 9 && !ends_clause (&l); i++) {
        if (l.kind == TD_LEX_WORD && td_lex_in (l.word, elsewhere_words))
            return TD_LAW_OTHER;
        l = td_lex (text, length, l.end);
    }
    return TD_LAW_OURS;
}

/* Reads a noun phrase of at most `most` lexemes to the first law in it. */
static TdLaw law_in_phrase (const char *text, gsize length, gsize at, int most, TdTreatyNames names)
{
    gboolean elsewhere = FALSE; /* "European Convention", "ILO Convention" */
    for (int i = 0; i < most; i++) {
        TdLexeme l = td_lex (text, length, at);
        if (ends_clause (&l))
            break;
        if (l.kind == TD_LEX_WORD) {
            if (is_name (&l, names))
                return TD_LAW_OURS;
            if (td_lex_in (l.word, convention_words))
                return elsewhere ? TD_LAW_OTHER : which_convention (text, length, l.end);
            if (td_lex_in (l.word, other_words))
                return TD_LAW_OTHER;
            elsewhere = elsewhere || td_lex_in (l.word, elsewhere_words);
        }
        at = l.end;
    }
    return TD_LAW_UNSAID;
}

static gboolean cyrillic_adjective (const char *word)
{
    static const char *const endings[] = { "ого", "его", "ой", "ей", "ых", "их", NULL };
    for (guint i = 0; endings[i] != NULL; i++)
        if (g_str_has_suffix (word, endings[i]))
            return TRUE;
    return FALSE;
}

/* Russian has no "of": "статьи 16 Трудового кодекса", "ст. 322 УК". */
static TdLaw law_in_genitive (const char *text, gsize length, gsize at)
{
    for (int i = 0; i < 4; i++) {
        TdLexeme l = td_lex (text, length, at);
        if (l.kind != TD_LEX_WORD)
            break;
        if (td_lex_in (l.word, convention_words))
            return which_convention (text, length, l.end);
        if (td_lex_in (l.word, other_words))
            return TD_LAW_OTHER;
        if (td_lex_in (l.word, elsewhere_words) && i < 3) {
            TdLexeme next = td_lex (text, length, l.end);
            if (next.kind == TD_LEX_WORD && td_lex_in (next.word, convention_words))
                return TD_LAW_OTHER;
        }
        if (!cyrillic_adjective (l.word))
            break;
        at = l.end;
    }
    return TD_LAW_UNSAID;
}

TdLaw td_law_after (const char *text, gsize length, gsize after, TdTreatyNames names)
{
    TdLexeme l = td_lex (text, length, after);
    gboolean aside = l.kind == TD_LEX_SIGN && g_utf8_strchr ("(,،", -1, l.sign) != NULL;
    if (aside)
        l = td_lex (text, length, l.end);
    if (l.kind != TD_LEX_WORD)
        return TD_LAW_UNSAID;
    if (is_name (&l, names))
        return TD_LAW_OURS;
    if (td_lex_in (l.word, of_words))
        return law_in_phrase (text, length, l.end, 8, names);
    if (td_lex_in (l.word, in_words))
        return law_in_phrase (text, length, l.end, 4, names);
    if (l.capital && !aside && td_lex_in (l.word, other_words))
        return TD_LAW_OTHER; /* "article 9 ICCPR" */
    if (l.capital && aside && (td_lex_in (l.word, other_words) || td_lex_in (l.word, convention_words))) {
        TdLexeme next = td_lex (text, length, l.end); /* "article 9 (Constitution)" */
        if (ends_clause (&next))
            return td_lex_in (l.word, other_words) ? TD_LAW_OTHER : TD_LAW_OURS;
    }
    return aside ? TD_LAW_UNSAID : law_in_genitive (text, length, l.start);
}

enum { BACK_LEXEMES = 14, BACK_BYTES = 160 };

/* The last lexemes of the sentence before a place. */
typedef struct {
    TdLexeme all[BACK_LEXEMES];
    guint n;
} Back;

static gboolean ends_sentence (const TdLexeme *l, const char *text, gsize before)
{
    if (l->kind != TD_LEX_SIGN)
        return FALSE;
    if (l->sign == '.') {
        TdLexeme next = td_lex (text, before, l->end);
        return next.spaced && next.capital;
    }
    return g_utf8_strchr ("!?;؟؛", -1, l->sign) != NULL;
}

/* Read forward from some way back. */
static void read_back (Back *back, const char *text, gsize before)
{
    gsize at = before > BACK_BYTES ? before - BACK_BYTES : 0;

    back->n = 0;
    while (at < before && ((guchar) text[at] & 0xC0) == 0x80)
        at++;
    for (TdLexeme l = td_lex (text, before, at); l.kind != TD_LEX_END; l = td_lex (text, before, l.end)) {
        if (ends_sentence (&l, text, before)) {
            back->n = 0;
            continue;
        }
        if (back->n == BACK_LEXEMES)
            memmove (back->all, back->all + 1, --back->n * sizeof back->all[0]);
        back->all[back->n++] = l;
    }
}

/* What stands between a noun and the article: "(", a comma, a number. */
typedef struct {
    gboolean aside, numbered, bracket;
} Between;

static gboolean steps_over (const TdLexeme *l)
{
    static const char small_words[] = "in|its|the|en|dans|son|sa|su|sus|see|voir|vease|no|n|l|s|в|см|رقم|لسنة|انظر";

    return l->kind == TD_LEX_SIGN ? g_utf8_strchr ("«»\"“”/.°º№", -1, l->sign) != NULL
                                  : td_lex_in (l->word, small_words);
}

/* Back over "(", "," and small words to the noun: how many lexemes end with it, 0 for none. */
static guint noun_before (const Back *back, Between *between)
{
    guint i = back->n;

    for (; i > 0; i--) {
        const TdLexeme *l = &back->all[i - 1];
        if (l->kind == TD_LEX_SIGN && g_utf8_strchr ("(,،–—-", -1, l->sign) != NULL) {
            between->aside = TRUE;
            between->bracket |= l->sign == '(';
        } else if (l->kind == TD_LEX_NUMBER)
            between->numbered = TRUE;
        else if (!steps_over (l))
            break;
    }
    return i;
}

/* "Convention on the Rights of the Child (art. 3)", "Labour Code of Ghana (art. 5)": i lexemes end with the noun that names no law. */
static TdLaw law_of_phrase_before (const Back *back, guint i)
{
    gboolean elsewhere = FALSE;

    for (guint to = i; to > 0 && i - to < 9; to--) {
        const TdLexeme *l = &back->all[to - 1];
        if (l->kind == TD_LEX_SIGN && g_utf8_strchr ("(),،", -1, l->sign) != NULL)
            break;
        if (l->kind != TD_LEX_WORD)
            continue;
        elsewhere = elsewhere || td_lex_in (l->word, elsewhere_words);
        if (td_lex_in (l->word, convention_words))
            return elsewhere ? TD_LAW_OTHER : TD_LAW_OURS;
        if (l->capital && td_lex_in (l->word, other_words) && td_lex_in (back->all[to].word, of_words))
            return TD_LAW_OTHER;
    }
    return TD_LAW_UNSAID;
}

/* Without a bracket or comma the article does not belong to what stands before it ("under the Constitution article 5 …" is too rare to
 * guess). */
TdLaw td_law_before (const char *text, gsize before, TdTreatyNames names)
{
    Back back;
    Between between = { 0 };
    guint i;

    read_back (&back, text, before);
    i = noun_before (&back, &between);
    if (!between.aside || i == 0)
        return TD_LAW_UNSAID;
    const TdLexeme *noun = &back.all[i - 1];
    gboolean arabic = (guchar) noun->word[0] == 0xD8 || (guchar) noun->word[0] == 0xD9;
    if (is_name (noun, names))
        return TD_LAW_OURS;
    if (td_lex_in (noun->word, other_words) || td_lex_in (noun->word, nominatives))
        return noun->capital || between.numbered || between.bracket || arabic ? TD_LAW_OTHER : TD_LAW_UNSAID;
    if (!td_lex_in (noun->word, convention_words))
        return law_of_phrase_before (&back, i);
    if (between.numbered || (i > 1 && td_lex_in (back.all[i - 2].word, elsewhere_words)))
        return TD_LAW_OTHER;
    return noun->capital || arabic ? TD_LAW_OURS : TD_LAW_UNSAID;
}
