/* Names of organisations compared over scripts, and look-alikes. */
#include "text/name-likeness.h"

#include "text/regions.h"

typedef struct {
    const char *a, *b;
    gboolean alike;
} Pair;

static const Pair pairs[] = {
    /* English */
    { "Union of Migrant Workers", "The Union of Migrant Workers, Inc.", TRUE },
    { "Union of Migrant Workers", "Union of Migrants Workers", TRUE },
    { "Union of Migrant Workers", "UNION OF MIGRANT–WORKERS", TRUE },
    { "Migrant Workers Union of Ghana", "Union of Migrant Workers of Ghana", TRUE },
    { "Union of Migrant Workers of Ghana", "Union of Migrant Workers of Guinea", FALSE },
    { "Union of Migrant Workers of Niger", "Union of Migrant Workers of Nigeria", FALSE },
    { "Union of Migrant Workers of Gambia", "Union of Migrant Workers of Zambia", FALSE },
    { "Unoin of Migrant Wrokers of Ghana", "Union of Migrant Workers of Ghana", TRUE },
    { "Domestic Workers Local 12", "Domestic Workers Local 13", FALSE },
    { "Migrant Forum", "Detention Watch", FALSE },
    { "Migrant Forum in Asia", "Migrant Forum in Asia (MFA)", TRUE },
    /* French */
    { "Association des Travailleurs Sénégalais à l'Étranger", "Association des travailleurs senegalais de l’etranger",
      TRUE },
    { "Fédération des Migrants ASBL", "Fédération des Migrants a.s.b.l.", TRUE },
    { "Fédération des Migrants", "Fédération des Pêcheurs", FALSE },
    /* Spanish */
    { "Asociación de Mujeres Migrantes", "Asociacion Mujeres Migrantes A.C.", TRUE },
    { "Red de Jornaleros del Norte", "Red de Jornaleros del Sur", FALSE },
    /* Russian */
    { "Профсоюз трудящихся-мигрантов", "Profsoyuz trudyashchikhsya-migrantov", TRUE },
    { "Профсоюз трудящихся-мигрантов", "Profsoiuz trudiashchikhsia migrantov", TRUE },
    { "Международный альянс «Трудовая миграция»", "Mezhdunarodnyy alyans Trudovaya migratsiya", TRUE },
    { "Профсоюз мигрантов", "Профсоюз моряков", FALSE },
    /* Arabic */
    { "منظمة المهاجرين", "Munazzamat al-Muhajirin", TRUE },
    { "اتحاد العمال المهاجرين", "Ittihad al-Ummal al-Muhajirin", TRUE },
    { "مُنَظَّمَة المُهاجِرين", "منظمة المهاجرين", TRUE },
    { "منظمة المهاجرين", "منظمة الصيادين", FALSE },
    { "جمعية النساء", "Ittihad al-Ummal al-Muhajirin", FALSE },
    /* Chinese */
    { "移民工人协会", "Yimin Gongren Xiehui", TRUE },
    { "移民工人协会", "移民工人協會", TRUE },
    { "移民工人协会", "农民工人协会", FALSE },
    /* Nothing to compare */
    { "", "", FALSE },
    { "–", "!", FALSE },
    { "The", "The", TRUE },
};

static void test_pairs (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
        g_autofree char *a = td_name_key (pairs[i].a), *b = td_name_key (pairs[i].b);
        double one = td_name_likeness (a, b), other = td_name_likeness (b, a);
        if ((one >= TD_NAME_ALIKE) != pairs[i].alike) {
            g_test_message ("%s | %s: %.2f [%s] [%s]", pairs[i].a, pairs[i].b, one, a, b);
            g_test_fail ();
        }
        g_assert_cmpfloat (one, ==, other);
    }
}

static void test_folded (void)
{
    static const char *const names[][2] = { { "Union of “Tests” & Friends", "union of tests friends" },
                                            { "Профсоюз", "profsouz" },
                                            { "移民", "yi min" },
                                            { "Straße 12", "strasse 12" },
                                            { "", "" } };

    for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
        g_autofree char *folded = td_name_folded (names[i][0]);
        g_assert_cmpstr (folded, ==, names[i][1]);
    }
}

/* A name of 200 letters, of all scripts, of nothing but marks: it ends, and says something between 0 and 1. */
static void test_odd_names (void)
{
    static const char *const parts[] = { "ü", "ы", "移", "م", "👩‍👩‍👧", "\u0301", "a.", "’", "z̷" };

    for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
        GString *name = g_string_new (NULL);
        for (int n = 0; n < 200; n++)
            g_string_append (name, parts[i]);
        g_autofree char *key = td_name_key (name->str), *looks = td_name_looks (name->str);
        g_autofree char *other = g_strconcat (key, "x", NULL);
        double likeness = td_name_likeness (key, other);
        g_assert_cmpfloat (likeness, >=, 0);
        g_assert_cmpfloat (likeness, <=, 1);
        td_name_oddity (name->str);
        g_string_free (name, TRUE);
    }
}

static void test_looks (void)
{
    g_autofree char *latin = td_name_looks ("Peace Union"), *cyrillic = td_name_looks ("Реасе Union");
    g_autofree char *spaced = td_name_looks ("PEACE-union"), *other = td_name_looks ("Place Union");

    g_assert_cmpstr (latin, ==, cyrillic);
    g_assert_cmpstr (latin, ==, spaced);
    g_assert_cmpstr (latin, !=, other);
    g_assert_null (td_name_oddity ("Peace Union"));
    g_assert_null (td_name_oddity ("Профсоюз (Profsoyuz) 移民 منظمة"));
    g_assert_null (td_name_oddity ("Côte d’Ivoire"));
    g_assert_nonnull (td_name_oddity ("Pеace Union"));    /* a Cyrillic letter */
    g_assert_nonnull (td_name_oddity ("Union Μigrants")); /* a Greek one */
    g_assert_nonnull (td_name_oddity ("Local 1٢"));
}

/* The same pairs as comparing each with each, among names that share most words. */
static void test_many (void)
{
    enum { N = 600 };
    static const char *const places[] = { "Accra", "Lagos", "Manila", "Dakar",   "Lima",
                                          "Quito", "Amman", "Dhaka",  "Colombo", "Rabat" };
    static const char *const works[] = { "Domestic Workers", "Seafarers", "Farm Workers",
                                         "Builders",         "Nurses",    "Drivers" };
    const char *keys[N];
    guint expected = 0;
    g_autoptr (GArray) found = NULL;

    for (guint i = 0; i < N; i++) {
        g_autofree char *name = g_strdup_printf ("%s of %s%s %s", i % 3 ? "Union" : "Association", works[i % 6],
                                                 i % 7 ? "" : "s", places[(i / 6) % 10]);
        g_autofree char *more = g_strdup_printf ("%s %c%c%c%c", name, 'a' + (int) (i % 23), 'b' + (int) (i % 17),
                                                 'c' + (int) (i % 19), 'd' + (int) (i % 13));
        keys[i] = td_name_key (i % 5 == 0 ? name : more);
    }
    for (guint i = 0; i < N; i++)
        for (guint j = i + 1; j < N; j++)
            expected += td_name_likeness (keys[i], keys[j]) >= TD_NAME_ALIKE;
    found = td_name_pairs (keys, N);
    g_test_message ("%u of %u pairs", found->len, expected);
    for (guint i = 0; i < found->len; i++) {
        const TdNamePair *p = &g_array_index (found, TdNamePair, i);
        g_assert_cmpuint (p->first, <, p->second);
        g_assert_cmpfloat (td_name_likeness (keys[p->first], keys[p->second]), >=, TD_NAME_ALIKE);
    }
    g_assert_cmpuint (found->len, <=, expected);
    for (guint i = 0; i < N; i++)
        g_free ((char *) keys[i]);
}

/* 20,000 names: what one registering and one look at the whole registry cost. */
static void test_speed (void)
{
    enum { N = 20000 };
    static const char *const a[] = { "Union",  "Association", "Federation", "Network",
                                     "Centre", "Forum",       "Committee",  "Institute" };
    static const char *const b[] = { "Migrant Workers", "Women Migrants", "Domestic Workers",
                                     "Refugees",        "Families",       "Labour Rights" };
    g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) found = NULL;
    gint64 start = g_get_monotonic_time (), made, one, all;
    g_autofree char *mine = td_name_key ("Union of Migrant Workers of Zanzibarleaf");
    guint alike = 0;

    g_random_set_seed (7);
    for (guint i = 0; i < N; i++) {
        char place[8];
        for (gsize k = 0; k < 7; k++)
            place[k] =
                (char) (k % 2 ? "aeiou"[g_random_int_range (0, 5)] : "bcdfghklmnprstvz"[g_random_int_range (0, 16)]);
        place[7] = '\0';
        g_autofree char *name = g_strdup_printf ("%s of %s %s", a[i % 8], b[(i / 8) % 6], place);
        g_ptr_array_add (keys, td_name_key (name));
    }
    made = g_get_monotonic_time ();
    for (guint i = 0; i < N; i++)
        alike += td_name_likeness (mine, keys->pdata[i]) >= TD_NAME_ALIKE;
    one = g_get_monotonic_time ();
    found = td_name_pairs ((const char *const *) keys->pdata, N);
    all = g_get_monotonic_time ();
    g_test_message ("%d keys made in %.0f ms; one against all %.0f ms (%u alike); all pairs %.0f ms (%u)", N,
                    (double) (made - start) / 1000, (double) (one - made) / 1000, alike, (double) (all - one) / 1000,
                    found->len);
}

static void test_regions (void)
{
    g_autofree char *name = td_region_name ("fr", "NZL");

    g_assert_cmpstr (td_region_find ("nzl"), ==, "NZL");
    g_assert_null (td_region_find ("XQX"));
    g_assert_null (td_region_find ("NZ"));
    g_assert_null (td_region_find (NULL));
    g_assert_cmpstr (name, ==, "Nouvelle-Zélande");
    g_assert_cmpuint (g_strv_length ((char **) td_regions ()), >, 240);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/name-likeness/pairs", test_pairs);
    g_test_add_func ("/name-likeness/folded", test_folded);
    g_test_add_func ("/name-likeness/odd-names", test_odd_names);
    g_test_add_func ("/name-likeness/looks", test_looks);
    g_test_add_func ("/name-likeness/many", test_many);
    g_test_add_func ("/name-likeness/speed", test_speed);
    g_test_add_func ("/regions", test_regions);
    return g_test_run ();
}
