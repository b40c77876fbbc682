/* Contract in library-page.h. */
#include "areas/library/library-page.h"

#include "text/words.h"

int td_library_number (const char *text, int least, int most, int otherwise)
{
    gint64 value;

    return g_ascii_string_to_signed (text, 10, least, most, &value, NULL) ? (int) value : otherwise;
}

const char *td_library_type_label (const TdProfile *profile, const char *slug)
{
    const TdDocumentType *type = td_profile_document_type (profile, slug);

    return type != NULL ? type->label : N_ ("Document");
}

char *td_library_address_in (const char *locale, const TdLibraryDocument *d, const char *language, int page)
{
    g_autofree char *whole = td_library_address (locale, d->symbol != NULL ? d->symbol : d->id, NULL);

    return page > 1 ? g_strdup_printf ("%s?language=%s&page=%d", whole, language, page)
                    : g_strdup_printf ("%s?language=%s", whole, language);
}
