package io.laiwang.gateway.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DraftReaderTest {
    private static final UUID ID = UUID.fromString("0190a000-0000-7000-8000-00000000000a");
    private static final String TEXT = "{\"type\":\"text\",\"text\":\"hi\"}";

    @Test
    void readsAMessage() {
        Draft draft = read("""
                {"id":"%s","content":%s,"replyTo":3,"mentions":["all","%s"],"more":{"x":1}}""".formatted(ID, TEXT, ID.toString().toUpperCase()));
        assertEquals(new Draft(ID, new Content.Text("hi"), 3L, List.of("all", ID.toString()), null), draft);
    }

    @Test
    void whatIsOptionalMayBeNullOrAbsent() {
        Draft plain = new Draft(ID, new Content.Text("hi"), null, List.of(), null);
        assertEquals(plain, content(TEXT));
        assertEquals(plain, read("""
                {"id":"%s","content":%s,"replyTo":null,"mentions":null,"burn":null}""".formatted(ID, TEXT)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'text','text':'LONGEST','unknown':[[[]]]}",
                "{'type':'text','text':'\\u0001 \\n \\ud83d\\ude00'}",
                "{'type':'image','mediaId':'ID'}",
                "{'type':'voice','mediaId':'ID','durationMs':0}",
                "{'type':'video','mediaId':'ID'}",
                "{'type':'file','mediaId':'ID','name':'a b.pdf'}",
                "{'type':'card','title':'T','url':'HTTPS://example.org/x?y#z'}",
                "{'type':'card','title':'T','url':'http://[::1]:8080','imageMediaId':'ID','price':'9 €'}",
                "{'type':'contact','accountId':'ID'}"
            })
    void takesEveryKindOfContent(String content) {
        content(json(content));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            null                                               | content
            5                                                  | content
            []                                                 | content
            {}                                                 | content.type
            {'type':null}                                      | content.type
            {'type':'poll'}                                    | content.type
            {'type':'TEXT','text':'hi'}                        | content.type
            {'type':'io.laiwang.contracts.Content$Text'}       | content.type
            {'type':'system','event':'renamed','accountIds':[]} | content.type
            {'type':'sealed'}                                  | content.type
            {'type':'text'}                                    | content.text
            {'type':'text','text':null}                        | content.text
            {'type':'text','text':''}                          | content.text
            {'type':'text','text':5}                           | content.text
            {'type':'text','text':{'a':1}}                     | content.text
            {'type':'text','text':'LONGEST!'}                  | content.text
            {'type':'text','text':'\\u0000'}                   | content.text
            {'type':'text','text':'\\ud800'}                   | content.text
            {'type':'text','text':'\\udc00\\ud800'}            | content.text
            {'type':'text','text':'hi','more':'TOO MUCH'}      | content
            {'type':'image'}                                   | content.mediaId
            {'type':'image','mediaId':5}                       | content.mediaId
            {'type':'image','mediaId':''}                      | content.mediaId
            {'type':'image','mediaId':'1-1-1-1-1'}             | content.mediaId
            {'type':'image','mediaId':'AAAAAAAAAAAAAAAAAAAAAA=='} | content.mediaId
            {'type':'voice','mediaId':'ID'}                    | content.durationMs
            {'type':'voice','mediaId':'ID','durationMs':-1}    | content.durationMs
            {'type':'voice','mediaId':'ID','durationMs':1.5}   | content.durationMs
            {'type':'voice','mediaId':'ID','durationMs':'1'}   | content.durationMs
            {'type':'voice','mediaId':'ID','durationMs':1e400} | content.durationMs
            {'type':'file','mediaId':'ID'}                     | content.name
            {'type':'file','mediaId':'ID','name':'a\\nb'}      | content.name
            {'type':'card','title':'T'}                        | content.url
            {'type':'card','title':'T','url':'javascript:alert(1)'} | content.url
            {'type':'card','title':'T','url':'//example.org'}  | content.url
            {'type':'card','title':'T','url':'https:example.org'} | content.url
            {'type':'card','title':'T','url':'https://a b'}    | content.url
            {'type':'card','title':'','url':'https://a'}       | content.title
            {'type':'card','title':'a\\nb','url':'https://a'}  | content.title
            {'type':'card','title':'T','url':'https://a','price':'9\\n'} | content.price
            {'type':'card','title':'T','url':'https://a','price':''} | content.price
            {'type':'card','title':'T','url':'ftp://a'}        | content.url
            {'type':'card','title':'T','url':'https://'}       | content.url
            {'type':'card','title':'T','url':'https://a','imageMediaId':'x'} | content.imageMediaId
            {'type':'file','mediaId':'ID','name':'a\\u007f'}   | content.name
            {'type':'video','mediaId':null}                    | content.mediaId
            {'type':'doodle'}                                  | content.doodleId
            {'type':'contact'}                                 | content.accountId
            {'type':'contact','accountId':[]}                  | content.accountId""")
    void namesWhatIsWrongWithTheContent(String content, String field) {
        assertEquals(field, refusal("{\"id\":\"%s\",\"content\":%s}".formatted(ID, json(content))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                                       | body
            5                                                        | body
            {'content':CONTENT}                                      | id
            {'id':null,'content':CONTENT}                            | id
            {'id':5,'content':CONTENT}                               | id
            {'id':'1-1-1-1-1','content':CONTENT}                     | id
            {'id':'ID'}                                              | content
            {'id':'ID','content':CONTENT,'burn':{}}                  | burn.afterOpenSeconds
            {'id':'ID','content':CONTENT,'burn':{'afterOpenSeconds':0}} | burn.afterOpenSeconds
            {'id':'ID','content':CONTENT,'burn':{'afterOpenSeconds':3601}} | burn.afterOpenSeconds
            {'id':'ID','content':CONTENT,'burn':{'afterOpenSeconds':'5'}} | burn.afterOpenSeconds
            {'id':'ID','content':CONTENT,'burn':false}               | burn
            {'id':'ID','content':CONTENT,'replyTo':0}                | replyTo
            {'id':'ID','content':CONTENT,'replyTo':-1}               | replyTo
            {'id':'ID','content':CONTENT,'replyTo':1.0}              | replyTo
            {'id':'ID','content':CONTENT,'replyTo':'1'}              | replyTo
            {'id':'ID','content':CONTENT,'replyTo':9223372036854775808} | replyTo
            {'id':'ID','content':CONTENT,'mentions':'all'}           | mentions
            {'id':'ID','content':CONTENT,'mentions':{}}              | mentions
            {'id':'ID','content':CONTENT,'mentions':['all','ALL']}   | mentions[1]
            {'id':'ID','content':CONTENT,'mentions':[null]}          | mentions[0]
            {'id':'ID','content':CONTENT,'mentions':[['all']]}       | mentions[0]""")
    void namesWhatIsWrongWithTheMessage(String body, String field) {
        assertEquals(field, refusal(json(body.replace("CONTENT", TEXT))));
    }

    @Test
    void mentionsAreFiveHundredAtMost() {
        String mentions = "\"all\",".repeat(500) + "\"all\"";
        assertEquals(
                "mentions", refusal("{\"id\":\"%s\",\"content\":%s,\"mentions\":[%s]}".formatted(ID, TEXT, mentions)));
    }

    private static Draft content(String content) {
        return read("{\"id\":\"%s\",\"content\":%s}".formatted(ID, content));
    }

    /** The only field that is named. */
    private static String refusal(String body) {
        Problem problem = assertThrows(Refused.class, () -> read(body)).problem();
        assertEquals(ProblemCode.INVALID_REQUEST, problem.code());
        assertEquals(1, problem.errors().size());
        return problem.errors().getFirst().field();
    }

    private static Draft read(String body) {
        return DraftReader.read(tree(body));
    }

    private static JsonNode tree(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    private static String json(String text) {
        return text.replace('\'', '"')
                .replace("ID\"", ID + "\"")
                .replace("LONGEST", "x".repeat(8_000))
                .replace("TOO MUCH", "x".repeat(32 * 1024));
    }
}
