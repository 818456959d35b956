// What the command line is measured beside: a console program that asks one URL and prints the answer.
using var http = new HttpClient();
http.DefaultRequestHeaders.Authorization = new("Bearer", args[1]);
Console.WriteLine(await http.GetStringAsync(new Uri(args[0])));
