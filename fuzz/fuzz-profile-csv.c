/* The reader of a profile's tables: whatever comes in, it is refused with a message or is a whole table. */
#include "base/errors.h"
#include "profile/csv.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void check_table (const TdCsv *csv)
{
    guint before = 0;

    g_assert_cmpuint (csv->n_columns, >, 0);
    g_assert_cmpuint (csv->fields->len, ==, csv->n_rows * csv->n_columns);
    for (guint row = 0; row < csv->n_rows; row++) {
        g_assert_cmpuint (td_csv_line (csv, row), >, before);
        before = td_csv_line (csv, row);
        for (guint c = 0; c < csv->n_columns; c++) {
            const char *field = td_csv_field (csv, row, csv->columns[c]);
            g_assert_true (field != NULL && g_utf8_validate (field, -1, NULL));
            g_assert_cmpuint (strlen (field), <=, TD_CSV_FIELD_BYTES);
        }
    }
}

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdCsv) csv = td_csv_read ("fuzz.csv", (const char *) data, size, &error);

    g_assert_true ((csv == NULL) == (error != NULL));
    if (csv != NULL)
        check_table (csv);
    else
        g_assert_true (g_str_has_prefix (error->message, "fuzz.csv, line "));
    return 0;
}
