// SPDX-License-Identifier: MIT
// Start commands in line formats: Dockerfile, Procfile, scripts and units; and what images install.
#include "reading.h"

Test(startline, dockerfile) {
    static const ReadingCase cases[] = {
        {"Dockerfile", "CMD [\"a\", \"b \\\"c\\\"\"]", "$ a b \"c\" 1:1\n"},
        {"Dockerfile", "FROM x\ncmd [ \"a\" , \\\n  \"b\" ]\nENTRYPOINT exec a \\\n  b\n",
         "$ a b 2:1\n$ exec a b 4:1\n"},
        {"Dockerfile", "HEALTHCHECK CMD curl x\nONBUILD CMD y\nENV CMD z\n", ""},
        {"Dockerfile",
         "RUN apt-get install gcc && pip install -U --no-cache-dir -r r.txt -i https://h fastapi "
         "\\\n"
         "    # c\n    \"uvicorn[standard]>=0.20\" && echo hi; python -m pip install x\n",
         "fastapi main 1:80\nuvicorn >=0.20 main 3:6\nx main 3:65\n"},
        {"Dockerfile", "RUN pip install . ./x $Y /z 'a>1'|cat b\n", "a >1 main 1:30\n"},
    };
    reading_check(dockerfile_read, cases, ARRAY_LEN(cases));
}

Test(startline, procfile) {
    static const ReadingCase cases[] = {
        {"Procfile", "web: gunicorn shop\r\n# c: d\nworker:   celery  -A x\nnothing\nrelease:\n",
         "$ gunicorn shop 1:1\n$ celery -A x 3:1\n"},
    };
    reading_check(procfile_read, cases, ARRAY_LEN(cases));
}

Test(startline, scripts_and_units) {
    static const ReadingCase cases[] = {
        {"run.sh", "#!/bin/sh\n# gunicorn x\nset -e\n  exec gunicorn \\\n  shop.wsgi\n",
         "$ exec gunicorn shop.wsgi 4:3\n"},
        {"run.sh", "echo gunicorn\npip install gunicorn\nmygunicorn x\ndocker run gunicorn\n", ""},
        {"run.sh", "python manage.py runserver\npython manage.py migrate\nPORT=80 flask run\n",
         "$ python manage.py runserver 1:1\n$ PORT=80 flask run 3:1\n"},
        {"x.service", "[Service]\nExecStart=/srv/bin/uvicorn m:app\n",
         "$ /srv/bin/uvicorn m:app 2:11\n"},
        {"app.yaml", "runtime: python\nentrypoint: gunicorn -b :8080 main:app\n",
         "$ gunicorn -b :8080 main:app 2:13\n"},
    };
    reading_check(startline_read, cases, ARRAY_LEN(cases));
}

Test(startline, long_commands_are_cut) {
    Reading reading;
    reading_start(&reading, "Procfile", STR(""));
    Buf text = buf_new(&reading.arena);
    buf_c(&text, "web: gunicorn ");
    buf_repeat(&text, STR("\xC3\xA9\xC3\xA9 x "), 1000);
    reading.reader.text = buf_str(&text);
    procfile_read(&reading.reader);
    cr_assert_eq(reading.source.commands.len, 1);
    Str command = reading.source.commands.items[0].text;
    cr_expect_leq(command.len, READER_COMMAND_BYTES_MAX);
    cr_expect(str_is_utf8(command));
    arena_free(&reading.arena);
}
