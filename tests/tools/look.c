/* look state|form ltr|rtl: prints a page of samples, to be looked at in a browser beside static/site.css. */
#include "look-form.html.h"
#include "look-state.html.h"
#include "words-double.h"

static const WordsDouble arabic[] = {
    { "Home", "الرئيسية" },
    { "States", "الدول" },
    { "Search", "بحث" },
    { "Send a report", "أرسل تقريرا" },
    { "Check a receipt", "تحقق من إيصال" },
    { "Sign in", "دخول" },
    { "The cycle", "الدورة" },
    { "Articles", "المواد" },
    { "Third review", "الاستعراض الثالث" },
    { "You can act now", "يمكنك أن تشارك الآن" },
    { "Contributions", "المساهمات" },
    { "Organisations can send what they know for the dialogue until Friday 18 December 2026, 18:00 in "
      "Geneva, in 25 days.",
      "يمكن للمنظمات أن ترسل ما تعرفه من أجل الحوار حتى الجمعة 18 كانون الأول/ديسمبر 2026، الساعة 18:00 في "
      "جنيف، أي بعد 25 يوما." },
    { "What civil society wrote about", "ما كتب عنه المجتمع المدني" },
    { "{covered} of {width} articles", "{covered} من {width} مادة" },
    { "Part {part}", "الجزء {part}" },
    { "somebody wrote about it", "كتب عنها أحد" },
    { "nobody has yet", "لم يكتب عنها أحد بعد" },
    { "Recommendations", "التوصيات" },
    { "Title", "العنوان" },
    { "From", "من" },
    { "Pages", "الصفحات" },
    { "Open to civil society", "مفتوح للمجتمع المدني" },
    { "State party since 2000", "دولة طرف منذ عام 2000" },
    { "Committee on Migrant Workers", "اللجنة المعنية بالعمال المهاجرين" },
    { "Ghana", "غانا" },
    { "Back", "رجوع" },
    { "Who is sending this?", "من يرسل هذا؟" },
    { "Continue", "متابعة" },
    { "Name of the organisation", "اسم المنظمة" },
    { "Here civil society and the Committee work together. What is sent is for the Committee alone unless "
      "its sender chose otherwise: {1}who can see what{/1}.",
      "هنا يعمل المجتمع المدني واللجنة معا. ما يرسل هو للجنة وحدها ما لم يختر مرسله غير ذلك: {1}من يرى "
      "ماذا{/1}." },
    { NULL, NULL },
};

static const TdHtmlLanguage languages[] = {
    { "ar", "العربية", FALSE },  { "zh", "中文", FALSE },    { "en", "English", TRUE },
    { "fr", "Français", FALSE }, { "ru", "Русский", FALSE }, { "es", "Español", FALSE },
};

static const struct html_cycle_line_stages stages[] = {
    { "done", "State's report", "1 March 2025", NULL, "" },
    { "done", "List of issues", "9 October 2025", NULL, "" },
    { "done", "State's replies", "2 May 2026", NULL, "" },
    { "today", "Today", "23 November 2026", NULL, "" },
    { "open", "Reports for the dialogue", "until 18 December 2026", "Send a report", "/en/send" },
    { "ahead", "Dialogue", "March 2027", NULL, "" },
    { "ahead", "Concluding observations", "April 2027", NULL, "" },
    { "ahead", "Follow-up", "April 2029", NULL, "" },
};

static const struct {
    const char *part, *title;
    int from, to;
} division[] = {
    { "I", "Scope and definitions", 1, 6 },
    { "II", "Non-discrimination", 7, 7 },
    { "III", "Rights of all migrant workers", 8, 35 },
    { "IV", "Rights of those with papers", 36, 56 },
    { "V", "Particular kinds of workers", 57, 63 },
    { "VI", "Sound and fair conditions", 64, 71 },
    { "VII", "Application", 72, 78 },
    { "VIII", "General provisions", 79, 84 },
    { "IX", "Final provisions", 85, 93 },
};

static void state_page (TdHtml *h)
{
    static struct html_coverage_grid_parts_cells cells[94];
    static struct html_coverage_grid_parts parts[G_N_ELEMENTS (division)];
    static const struct html_look_state_rows rows[] = {
        { "Domestic workers without contracts", "Ghana Domestic Services Workers’ Union", 9, "/en/submissions/1" },
        { "Children in detention at Elubo border post", "Name withheld", 11, "/en/submissions/2" },
        { "Remittances and recruitment fees", "University of Cape Coast, Centre for Labour Studies", 10,
          "/en/submissions/3" },
    };
    static const struct html_look_state_paragraphs paragraphs[] = {
        { 12,
          "Recruitment agencies ask for as much as nine months’ wages before departure, although the law "
          "forbids any "
          "fee. The inspectorate has closed two of the forty-one agencies about which workers complained.",
          "Article 66: recruitment. Named outright." },
        { 13,
          "The State party should publish each year how many agencies it inspected, what it found, and what "
          "was repaid to workers.",
          NULL },
        { 14,
          "Migrant children born in the northern regions are refused birth registration where a parent holds "
          "no permit.",
          "Article 29: name, registration, nationality. By its words." },
    };
    int covered = 0;

    for (gsize i = 0; i < G_N_ELEMENTS (division); i++) {
        for (int n = division[i].from; n <= division[i].to; n++) {
            int count = n % 3 == 1 || n % 7 == 2 ? n % 5 + 1 : 0;
            covered += count > 0;
            cells[n] = (struct html_coverage_grid_parts_cells){ n, "Title of the article", count,
                                                                count > 0 ? "/en/search" : "" };
        }
        parts[i] = (struct html_coverage_grid_parts){ division[i].part, division[i].title, &cells[division[i].from],
                                                      (gsize) (division[i].to - division[i].from + 1) };
    }
    struct html_look_state page = {
        .state = td_html_translated (h, "Ghana"),
        .stages = stages,
        .n_stages = G_N_ELEMENTS (stages),
        .parts = parts,
        .n_parts = G_N_ELEMENTS (parts),
        .covered = covered,
        .rows = rows,
        .n_rows = G_N_ELEMENTS (rows),
        .paragraphs = paragraphs,
        .n_paragraphs = G_N_ELEMENTS (paragraphs),
    };
    html_look_state (h, &page);
}

static void form_page (TdHtml *h)
{
    static const struct html_error_summary_errors errors[] = { { "organisation", "Write the organisation’s name." } };
    static const struct html_field_radios_choices kinds[] = {
        { "kind", "ngo", "Non-governmental organisation", NULL, TRUE },
        { "kind-2", "union", "Trade union", "A union, a federation or a confederation of unions.", FALSE },
        { "kind-3", "academic", "Academic institution", NULL, FALSE },
    };
    static const struct html_receipt_slip_files files[] = {
        { "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", "ghana-report.pdf" },
    };
    static const struct html_answers_rows rows[] = {
        { "State", "Ghana", NULL, "/en/send/state" },
        { "Language", "English", "as the reader found it", "/en/send/language" },
    };
    struct html_look_form page = { errors, 1, kinds, 3, files, 1, rows, 2 };
    html_look_form (h, &page);
}

int main (int argc, char **argv)
{
    gboolean rtl = argc > 2 && strcmp (argv[2], "rtl") == 0;
    TdHtmlSite site = { "Committee on Migrant Workers", "CMW",    "/site.css", "/site.js", "/icon.svg", languages,
                        G_N_ELEMENTS (languages),       argc > 3, FALSE,       FALSE };
    TdHtml h = { g_string_new (NULL), rtl ? "ar" : "en", rtl ? "rtl" : "ltr", "token", "/states/GHA", &site };

    words_double = rtl ? arabic : NULL;
    if (argc > 1 && strcmp (argv[1], "form") == 0)
        form_page (&h);
    else
        state_page (&h);
    fputs (h.out->str, stdout);
    g_string_free (h.out, TRUE);
    return 0;
}
